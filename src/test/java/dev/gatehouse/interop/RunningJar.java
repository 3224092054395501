package dev.gatehouse.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Eventually;
import dev.gatehouse.testing.FreePort;
import dev.gatehouse.testing.Http;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The jar in a process of its own, on free ports and in an empty directory: nothing but what is inside it. */
final class RunningJar implements BeforeAllCallback, AfterAllCallback {
  private static final Duration START = Duration.ofSeconds(30);

  private final List<String> options;
  private final String issuer;
  private final String origin;
  private String name = "";
  private volatile @Nullable Process process;

  RunningJar(String... options) {
    this("http", List.of(options));
  }

  private RunningJar(String scheme, List<String> options) {
    this.options = options;
    this.issuer = scheme + "://localhost:" + FreePort.next();
    this.origin = scheme + "://localhost:" + FreePort.next();
  }

  /** Both servers with a certificate that nobody knows. */
  static RunningJar overHttps() {
    return new RunningJar("https", List.of("--tls", "self-signed"));
  }

  String issuer() {
    return issuer;
  }

  /** The resource server without the path of its MCP endpoint. */
  String origin() {
    return origin;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException, InterruptedException {
    name = context.getRequiredTestClass().getSimpleName();
    start();
  }

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    stop();
  }

  /** Stops it and starts it with the same options: what was in its memory is gone. */
  void restart() throws IOException, InterruptedException {
    stop();
    start();
  }

  private void start() throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("gatehouse-");
    File log = Script.logs().resolve(name + "-gatehouse.log").toFile();
    int before = said(log).length();
    Process started = new ProcessBuilder(command())
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(Redirect.appendTo(log))
        .start();
    process = started;
    for (String server : List.of(issuer, origin)) {
      assertThat(isHealthy(server, started))
          .as("%s is up; the jar says:%n%s", server, Files.readString(log.toPath()))
          .isTrue();
    }
    // It listens a moment before it knows the keys of its issuer.
    Eventually.until("the banner", () -> said(log).substring(before).contains(" is ready."));
  }

  private static String said(File log) {
    try {
      return log.exists() ? Files.readString(log.toPath()) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void stop() throws InterruptedException {
    Process running = process;
    if (running == null) {
      return;
    }
    running.destroy();
    if (!running.waitFor(10, TimeUnit.SECONDS)) {
      running.destroyForcibly();
      throw new AssertionError("the jar did not stop within 10 s of SIGTERM");
    }
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", System.getProperty("gatehouse.jar")));
    command.addAll(List.of("--issuer", issuer, "--resource-url", origin));
    command.addAll(options);
    return command;
  }

  private static boolean isHealthy(String server, Process process) throws InterruptedException {
    Instant end = Instant.now().plus(START);
    while (process.isAlive() && Instant.now().isBefore(end)) {
      if (answersHealth(server)) {
        return true;
      }
      Thread.sleep(50);
    }
    return false;
  }

  private static boolean answersHealth(String server) {
    try {
      return Http.get(server + "/health").status() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }
}
