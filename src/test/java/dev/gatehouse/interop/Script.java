package dev.gatehouse.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A script of {@code src/test/interop}, run by the pinned Node against a running jar and counted. */
final class Script {
  private static final long SECONDS = 180;

  private final String file;
  private final Map<String, String> environment;

  private Script(String file, Map<String, String> environment) {
    this.file = file;
    this.environment = environment;
  }

  static Script inNode(String file) {
    return new Script(file, Map.of());
  }

  static Script inBrowser(String file) {
    return new Script(file, Map.of("CHROMIUM", Machine.chromium().toString()));
  }

  /** With this in its environment besides. */
  Script with(String name, String value) {
    var all = new HashMap<>(environment);
    all.put(name, value);
    return new Script(file, all);
  }

  /** Passes if exactly this many of the script's own tests did, and none failed or was left out. */
  void passes(int tests, RunningJar gatehouse) throws IOException, InterruptedException {
    Path node = Machine.node();
    Path log = logs().resolve(file + ".log");
    ProcessBuilder script = new ProcessBuilder(node.toString(), "--test-reporter=spec", file);
    script
        .directory(Machine.SCRIPTS.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile());
    script.environment().putAll(environment);
    script.environment().put("GATEHOUSE_ISSUER", gatehouse.issuer());
    script.environment().put("GATEHOUSE_ORIGIN", gatehouse.origin());
    Optional<Integer> exitCode = exitCode(script.start());
    String output = Files.readString(log);
    System.out.println(output);
    assertThat(exitCode).as("exit code of %s, within %d s", file, SECONDS).contains(0);
    assertThat(output.lines())
        .as("what %s counts", file)
        .anyMatch(line -> line.endsWith(" pass " + tests));
  }

  static Path logs() throws IOException {
    return Files.createDirectories(Path.of("target", "interop").toAbsolutePath());
  }

  private static Optional<Integer> exitCode(Process process) throws InterruptedException {
    if (process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      return Optional.of(process.exitValue());
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
    return Optional.empty();
  }
}
