package dev.gatehouse;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program as a process of its own, as a user launches it; ended with the test. */
final class Launched implements AutoCloseable {
  private static final int SECONDS = 60;

  private final Process process;
  private final Path errors;

  private Launched(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
  }

  static Launched in(Path directory, Map<String, String> environment, String... arguments) {
    return with("", directory, environment, arguments);
  }

  /** With a jar on the class path, as {@code java -cp gatehouse.jar:mine.jar}. */
  static Launched with(
      String jar, Path directory, Map<String, String> environment, String... arguments) {
    var command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path") + (jar.isEmpty() ? "" : File.pathSeparator + jar),
        "dev.gatehouse.Main"));
    command.addAll(List.of(arguments));
    try {
      Path errors = Files.createTempFile(directory, "stderr", ".txt");
      var builder =
          new ProcessBuilder(command).directory(directory.toFile()).redirectError(errors.toFile());
      builder.environment().putAll(environment);
      return new Launched(builder.start(), errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Standard input, all of it. */
  void input(String text) {
    try (var input = process.getOutputStream()) {
      input.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Standard output up to and with the line that has the text. */
  String outputUntil(String text) {
    var output = new StringBuilder();
    try {
      BufferedReader reader = process.inputReader();
      String line = reader.readLine();
      while (line != null && !line.contains(text)) {
        output.append(line).append('\n');
        line = reader.readLine();
      }
      return output.append(line).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of standard output, once the program has ended. */
  String output() {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String errors() {
    try {
      return Files.readString(errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As SIGTERM does it. */
  void terminate() {
    process.destroy();
  }

  int exitCode() {
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("the program has not ended; it said: " + errors());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
