package dev.gatehouse.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Jazzer, for {@code fuzz.seconds} each target, in a JVM of its own: the agent instruments whole classes and libFuzzer ends the process. An
 * input that breaks a target is written to {@code target/fuzz}; once mended, it belongs to the seeds.
 */
class FuzzIT {
  private static final long SECONDS = Long.getLong("fuzz.seconds", 3);
  // The first breaks the queues of Netty, the second forbids the loopback connection of FormsFuzz.
  private static final List<String> UNFIT_HOOKS = List.of(
      "com.code_intelligence.jazzer.sanitizers.UnsafeSanitizer",
      "com.code_intelligence.jazzer.sanitizers.ServerSideRequestForgery");
  private static final Path WORK = Path.of("target/fuzz").toAbsolutePath();

  @ParameterizedTest
  @EnumSource(FuzzTarget.class)
  void finds_nothing(FuzzTarget target) throws Exception {
    Path corpus = Files.createDirectories(WORK.resolve(target.name()).resolve("corpus"));
    Path log = WORK.resolve(target.name() + ".log");
    Process jazzer = new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-XX:+EnableDynamicAgentLoading",
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + target.className(),
            "--instrumentation_includes=dev.gatehouse.**",
            "--custom_hook_includes=dev.gatehouse.**",
            "--disabled_hooks=" + String.join(":", UNFIT_HOOKS),
            "--reproducer_path=" + WORK,
            "-artifact_prefix=" + WORK + "/",
            "-max_total_time=" + SECONDS,
            "-max_len=2048",
            "-print_final_stats=1",
            corpus.toString(),
            target.seeds().toAbsolutePath().toString())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
    boolean ended = jazzer.waitFor(SECONDS + 60, TimeUnit.SECONDS);
    jazzer.destroyForcibly();
    assertThat(ended).as("ends by itself; see %s", log).isTrue();
    assertThat(jazzer.exitValue()).as(Files.readString(log)).isZero();
    assertThat(Files.readString(log)).contains("stat::number_of_executed_units");
  }
}
