package dev.gatehouse.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The program of {@code src/test/interop/go}, built by the machine's Go into {@code target}. */
final class Go {
  private static final Path SOURCE = Machine.SCRIPTS.resolve("go");
  private static final Path PROGRAM = Path.of("target", "interop-go", "program").toAbsolutePath();

  private Go() {}

  static Path program() throws IOException, InterruptedException {
    Path go = Machine.optional("go", "install Go 1.26 or newer");
    Files.createDirectories(PROGRAM.getParent());
    Machine.install(
        new ProcessBuilder(go.toString(), "build", "-o", PROGRAM.toString(), ".")
            .directory(SOURCE.toFile()),
        "go-build.log");
    return PROGRAM;
  }
}
