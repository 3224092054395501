package dev.gatehouse;

import dev.gatehouse.cli.Banner;
import dev.gatehouse.cli.CommandLine;
import dev.gatehouse.cli.Help;
import dev.gatehouse.cli.Licenses;
import dev.gatehouse.cli.Logging;
import dev.gatehouse.cli.OutOfMemory;
import dev.gatehouse.cli.PortAdvice;
import dev.gatehouse.cli.ShellLine;
import dev.gatehouse.cli.Version;
import dev.gatehouse.doctor.DoctorCommand;
import dev.gatehouse.headless.TokenArguments;
import dev.gatehouse.headless.TokenCommand;
import dev.gatehouse.http.server.ListenException;
import dev.gatehouse.mcp.registry.UnusableJarException;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.settings.SettingsLoader;
import dev.gatehouse.settings.load.OptionCatalogue;
import dev.gatehouse.settings.model.Settings;
import dev.gatehouse.settings.model.SettingsException;
import dev.gatehouse.stdio.DemoTokens;
import dev.gatehouse.stdio.StdioServer;
import dev.gatehouse.wiring.TlsFiles;
import dev.gatehouse.wiring.ToolSets;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.LoggerFactory;

/**
 * The program: command line in, exit code out. 0 is success, 1 trouble while running, such as a port that is taken, 2 a wrong command line,
 * setting or jar of tools, 3 that the heap is exhausted. Standard output carries what was asked for, standard error all else.
 */
public final class Main {
  private static final int TROUBLE = 1;
  private static final int USAGE = 2;
  private static final int MOST_SECONDS_TO_STOP = 15;

  private static final Path WORKING_DIRECTORY = Path.of("");

  private final Path directory;
  private final Map<String, String> environment;
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  /** What a process has of its own: where it stands, its environment, and its standard streams. */
  Main(
      Path directory,
      Map<String, String> environment,
      InputStream in,
      PrintStream out,
      PrintStream err) {
    this.directory = directory;
    this.environment = environment;
    this.in = in;
    this.out = out;
    this.err = err;
  }

  public static void main(String[] arguments) {
    Logging.configure(WORKING_DIRECTORY);
    OutOfMemory.endsTheProcess();
    var program = new Main(WORKING_DIRECTORY, System.getenv(), System.in, System.out, System.err);
    int code = program.run(List.of(arguments));
    if (code != 0) {
      System.exit(code);
    }
  }

  /** Runs the command to its end, or until both servers are up, and returns the exit code. */
  int run(List<String> arguments) {
    OptionCatalogue catalogue = OptionCatalogue.load();
    try {
      CommandLine commandLine = CommandLine.parse(arguments, catalogue);
      return switch (commandLine.command()) {
        case HELP -> help(new Help(catalogue), commandLine);
        case VERSION -> print("gatehouse " + Version.get() + "\n");
        case LICENSES -> licenses();
        case SERVE -> serve(settings(commandLine, catalogue), arguments, catalogue);
        case DOCTOR ->
          new DoctorCommand(out, System.console(), Clock.systemUTC()).run(commandLine.rest());
        case TOKEN -> token(commandLine, catalogue);
        case STDIO -> stdio(settings(commandLine, catalogue));
      };
    } catch (SettingsException | UnusableJarException e) {
      err.println("gatehouse: " + e.getMessage());
      return USAGE;
    }
  }

  private int help(Help help, CommandLine commandLine) {
    return print(commandLine.rest().contains("all") ? help.all() : help.text());
  }

  private int token(CommandLine commandLine, OptionCatalogue catalogue) {
    String resource = commandLine
        .settings()
        .find("auth-server.resource")
        .map(setting -> setting.value().toString())
        .orElse("");
    TokenArguments asked = TokenArguments.parse(commandLine.rest(), resource);
    Settings settings = load(commandLine, catalogue).settings(); // its notes are for the servers
    return new TokenCommand(out, err, in, System.console())
        .run(asked, settings, TlsFiles.trust(settings));
  }

  private int licenses() {
    Optional<Licenses> licenses = Licenses.ofThisJar();
    if (licenses.isEmpty()) {
      err.println("gatehouse: this jar was built offline, without its bill of materials: build it"
          + " without mvn -o");
      return TROUBLE;
    }
    return print(licenses.get().text());
  }

  private Settings settings(CommandLine commandLine, OptionCatalogue catalogue) {
    var loaded = load(commandLine, catalogue);
    loaded.notes().forEach(note -> err.println("gatehouse: note: " + note));
    return loaded.settings();
  }

  private SettingsLoader.Loaded load(CommandLine commandLine, OptionCatalogue catalogue) {
    return new SettingsLoader(catalogue, new Secrets(new SecureRandom()))
        .load(commandLine.settings(), commandLine.config(), environment, directory);
  }

  private int serve(Settings settings, List<String> arguments, OptionCatalogue catalogue) {
    try {
      Gatehouse gatehouse = Gatehouse.builder()
          .settings(settings)
          .start()
          .toCompletionStage()
          .toCompletableFuture()
          .join();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(gatehouse), "gatehouse-stop"));
      return print(new Banner(settings, gatehouse.tls()).text());
    } catch (CompletionException e) {
      if (e.getCause() instanceof ListenException refused) {
        var advice = new PortAdvice(
            settings,
            arguments,
            others -> load(CommandLine.parse(others, catalogue), catalogue).settings());
        err.println("gatehouse: " + refused.getMessage() + instead(refused, advice));
        return TROUBLE;
      }
      if (e.getCause() instanceof SettingsException wrong) {
        throw wrong; // a file that a setting names
      }
      if (e.getCause() instanceof UnusableJarException wrong) {
        throw wrong;
      }
      LoggerFactory.getLogger(Main.class).error("the start failed", e.getCause());
      return TROUBLE;
    }
  }

  private static String instead(ListenException refused, PortAdvice advice) {
    if (!refused.otherPortHelps()) {
      return "; see --host";
    }
    return advice
        .arguments()
        .map(line -> ". To start on free ports:%n%n  %s%n".formatted(ShellLine.of(line)))
        .orElse("; the ports are those of --issuer and --resource-url");
  }

  // Standard output carries messages alone: what a tool prints goes where the log goes.
  private int stdio(Settings settings) {
    System.setOut(err);
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    var tools = ToolSets.onStdio(settings.resourceServer(), Version.get());
    var secrets = new Secrets(new SecureRandom());
    var server = tools.server(vertx, ToolSets.states(secrets, Clock.systemUTC()));
    try (var messages = new FileOutputStream(FileDescriptor.out)) {
      new StdioServer(in, messages, server, DemoTokens::principalOf).run(vertx);
      return 0;
    } catch (IOException e) {
      err.println("gatehouse: standard input cannot be read");
      return TROUBLE;
    } finally {
      vertx.close();
    }
  }

  // Requests that are under way finish; then the program ends.
  private static void stop(Gatehouse gatehouse) {
    try {
      gatehouse
          .close()
          .toCompletionStage()
          .toCompletableFuture()
          .get(MOST_SECONDS_TO_STOP, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LoggerFactory.getLogger(Main.class).warn("stopped before all was finished", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int print(String text) {
    out.print(text);
    out.flush();
    return 0;
  }
}
