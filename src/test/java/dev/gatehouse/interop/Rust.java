package dev.gatehouse.interop;

import java.io.IOException;
import java.nio.file.Path;

/** The program of {@code src/test/interop/rust}, built by the machine's Cargo into {@code target}. */
final class Rust {
  private static final Path SOURCE = Machine.SCRIPTS.resolve("rust");
  private static final Path TARGET = Path.of("target", "interop-rust").toAbsolutePath();

  private Rust() {}

  /** The first build compiles some hundred crates, which takes a minute or two. */
  static Path program() throws IOException, InterruptedException {
    Path cargo = Machine.optional("cargo", "install Rust 1.88 or newer, with Cargo");
    Machine.install(
        new ProcessBuilder(cargo.toString(), "build", "--target-dir", TARGET.toString())
            .directory(SOURCE.toFile()),
        "cargo-build.log");
    return TARGET.resolve("debug").resolve("interop");
  }
}
