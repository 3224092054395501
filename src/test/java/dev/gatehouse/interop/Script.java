package dev.gatehouse.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A script of {@code src/test/interop}, run by the pinned Node, or by Python, against a running jar and counted. */
final class Script {
  private static final long SECONDS = 180;

  private final Interpreter interpreter;
  private final String file;
  private final Map<String, String> environment;

  private Script(Interpreter interpreter, String file, Map<String, String> environment) {
    this.interpreter = interpreter;
    this.file = file;
    this.environment = environment;
  }

  static Script inNode(String file) {
    return new Script(Machine::node, file, Map.of());
  }

  static Script inPython(String file) {
    return new Script(Python::interpreter, file, Map.of());
  }

  /** The Go program; what it does is its argument. */
  static Script inGo(String what) {
    return withTextBrowser(new Script(Go::program, what, Map.of()));
  }

  /** The Rust program; its argument only names the log. */
  static Script inRust(String what) {
    return withTextBrowser(new Script(Rust::program, what, Map.of()));
  }

  /** For a program that logs in by the text browser, which is Python's. */
  private static Script withTextBrowser(Script script) {
    return script
        .with(
            "PYTHON",
            Machine.optional("python3", "install Python 3.10 or newer").toString())
        .with("CLIENTS", Machine.SCRIPTS.resolve("clients").toString());
  }

  static Script inBrowser(String file) {
    return inNode(file).with("CHROMIUM", Machine.chromium().toString());
  }

  /** With this in its environment besides. */
  Script with(String name, String value) {
    var all = new HashMap<>(environment);
    all.put(name, value);
    return new Script(interpreter, file, all);
  }

  /** With what a client's row needs: a button for restarts, and the directory it is written to. */
  Script forRow(RestartButton restartButton) throws IOException {
    String rows = Files.createDirectories(ClientRow.DIRECTORY).toString();
    return with("GATEHOUSE_RESTART", restartButton.url()).with("ROWS", rows);
  }

  /** Passes if exactly this many of the script's own tests did, and none failed or was left out. */
  void passes(int tests, RunningJar gatehouse) throws IOException, InterruptedException {
    assertThat(run(gatehouse).lines())
        .as("what %s counts", file)
        .anyMatch(line -> line.endsWith(" pass " + tests));
  }

  /** Passes if it ends well; what it printed. */
  String run(RunningJar gatehouse) throws IOException, InterruptedException {
    Path log = logs().resolve(file.replace('/', '-') + ".log");
    ProcessBuilder script = new ProcessBuilder(interpreter.program().toString(), file);
    script
        .directory(Machine.SCRIPTS.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile());
    script.environment().putAll(environment);
    script.environment().put("GATEHOUSE_ISSUER", gatehouse.issuer());
    script.environment().put("GATEHOUSE_ORIGIN", gatehouse.origin());
    Optional<Integer> exitCode = exitCode(script.start(), SECONDS);
    String output = Files.readString(log);
    System.out.println(output);
    assertThat(exitCode).as("exit code of %s, within %d s", file, SECONDS).contains(0);
    return output;
  }

  static Path logs() throws IOException {
    return Files.createDirectories(Path.of("target", "interop").toAbsolutePath());
  }

  /** Waits for its end; when the time is over, ends it with all that it started, and there is no exit code. */
  static Optional<Integer> exitCode(Process process, long seconds) throws InterruptedException {
    if (process.waitFor(seconds, TimeUnit.SECONDS)) {
      return Optional.of(process.exitValue());
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
    return Optional.empty();
  }

  /** Finds, and if need be installs, what runs the script. */
  @FunctionalInterface
  private interface Interpreter {
    Path program() throws IOException, InterruptedException;
  }
}
