package dev.gatehouse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The program in this JVM, for commands that end by themselves: a process takes more than a second to start. Runs when the first of its
 * results is asked for. What only a process shows (signals, the log beside standard error, an exhausted heap) is for {@link Launched}.
 */
final class Invoked implements AutoCloseable {
  private final Path directory;
  private final Map<String, String> environment;
  private final List<String> arguments;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private byte[] input = {};
  private boolean ended;
  private int exitCode;

  private Invoked(Path directory, Map<String, String> environment, String... arguments) {
    this.directory = directory;
    this.environment = environment;
    this.arguments = List.of(arguments);
  }

  static Invoked in(Path directory, Map<String, String> environment, String... arguments) {
    return new Invoked(directory, environment, arguments);
  }

  /** Standard input, all of it; to be given before any result is asked for. */
  void input(String text) {
    input = text.getBytes(StandardCharsets.UTF_8);
  }

  String output() {
    run();
    return output.toString(StandardCharsets.UTF_8);
  }

  String errors() {
    run();
    return errors.toString(StandardCharsets.UTF_8);
  }

  int exitCode() {
    run();
    return exitCode;
  }

  private void run() {
    if (ended) {
      return;
    }
    ended = true;
    try (var out = new PrintStream(output, true, StandardCharsets.UTF_8);
        var err = new PrintStream(errors, true, StandardCharsets.UTF_8)) {
      exitCode = new Main(directory, environment, new ByteArrayInputStream(input), out, err)
          .run(arguments);
    }
  }

  /** Nothing of it is left; in the shape of {@link Launched}. */
  @Override
  public void close() {
    input = new byte[0];
  }
}
