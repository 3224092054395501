package dev.gatehouse.headless;

import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.oauth.uri.Loopback;
import dev.gatehouse.settings.model.Settings;
import dev.gatehouse.settings.model.UserSettings;
import dev.gatehouse.tls.TlsTrust;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** {@code token USER [SCOPES]}: the token alone on standard output, words on standard error; 0 for a token, 1 for none. */
public final class TokenCommand {
  private static final int LONGEST_PASSWORD = 1024;

  private final PrintStream out;
  private final PrintStream err;
  private final InputStream in;
  private final @Nullable Console console; // null where nobody can be asked

  public TokenCommand(PrintStream out, PrintStream err, InputStream in, @Nullable Console console) {
    this.out = out;
    this.err = err;
    this.in = in;
    this.console = console;
  }

  /** Throws {@link dev.gatehouse.settings.model.SettingsException} for arguments that are not understood. */
  public int run(TokenArguments asked, Settings settings, TlsTrust trust) {
    String issuer = settings.authServer().issuer();
    if (!Loopback.isHost(URI.create(issuer).getHost())) {
      throw TokenArguments.wrong(
          "--issuer is " + issuer + ": must be on this computer, since the password is sent there");
    }
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    try {
      var request = new TokenRequest(
          issuer, asked.resource(), asked.user(), password(asked, settings), asked.scopes());
      var login = new HeadlessLogin(vertx, trust, new Secrets(new SecureRandom()));
      IssuedToken token =
          login.token(request).toCompletionStage().toCompletableFuture().join();
      err.printf(
          "gatehouse: a token of %s for '%s', good for %d s%n",
          asked.user(), token.scopes(), token.lifetime().toSeconds());
      out.println(token.value());
      return 0;
    } catch (TokenUnavailableException e) {
      return refused(reason(e));
    } catch (CompletionException e) {
      return refused(reason(Objects.requireNonNullElse(e.getCause(), e)));
    } finally {
      vertx.close();
    }
  }

  private static String reason(Throwable failure) {
    return Objects.requireNonNullElse(failure.getMessage(), failure.getClass().getSimpleName());
  }

  private int refused(String why) {
    err.println("gatehouse: no token: " + why);
    return 1;
  }

  // A published password needs no file.
  private String password(TokenArguments asked, Settings settings) {
    if (!asked.passwordFile().isEmpty()) {
      return asked.passwordFile().equals("-") ? piped() : inFile(asked.passwordFile());
    }
    Optional<String> published = settings.authServer().access().users().stream()
        .filter(user -> user.demo() && user.name().equals(asked.user()))
        .map(UserSettings::password)
        .findFirst();
    return published.orElseGet(() -> typed(asked.user()));
  }

  private String typed(String user) {
    if (console == null) {
      err.println("gatehouse: the password of " + user + ", on standard input:");
      return piped();
    }
    char[] typed = console.readPassword("Password of %s: ", user);
    if (typed == null) {
      throw new TokenUnavailableException("no password was typed");
    }
    return new String(typed);
  }

  private String piped() {
    try {
      return line(firstLine(), "standard input");
    } catch (IOException e) {
      throw new TokenUnavailableException("standard input cannot be read");
    }
  }

  // Not to the end: where somebody types, the end never comes.
  private byte[] firstLine() throws IOException {
    var read = new ByteArrayOutputStream();
    int one = in.read();
    while (one >= 0 && one != '\n' && read.size() < LONGEST_PASSWORD) {
      read.write(one);
      one = in.read();
    }
    return read.toByteArray();
  }

  private static String inFile(String file) {
    try (InputStream opened = Files.newInputStream(Path.of(file))) {
      return line(opened.readNBytes(LONGEST_PASSWORD), file);
    } catch (IOException | InvalidPathException e) {
      throw TokenArguments.wrong("--password-file '" + file + "' cannot be read");
    }
  }

  private static String line(byte[] bytes, String place) {
    return new String(bytes, StandardCharsets.UTF_8)
        .replaceFirst("^\\uFEFF", "") // as some editors begin a file
        .lines()
        .findFirst()
        .filter(password -> !password.isEmpty())
        .orElseThrow(() -> new TokenUnavailableException("there is no password in " + place
            + ": its first line must be one (or --password-file FILE)"));
  }
}
