package dev.gatehouse.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The machine's Python, in an environment of its own under {@code target} with exactly the packages of {@code requirements.txt}. */
final class Python {
  private static final Path ENVIRONMENT = Path.of("target", "interop-python").toAbsolutePath();

  private Python() {}

  static Path interpreter() throws IOException, InterruptedException {
    Path python = ENVIRONMENT.resolve("bin").resolve("python");
    Path wanted = Machine.SCRIPTS.resolve("requirements.txt");
    Path installed = ENVIRONMENT.resolve("installed.txt");
    if (Files.exists(installed) && Files.mismatch(wanted, installed) == -1) {
      return python;
    }
    Machine.install(
        new ProcessBuilder(machines().toString(), "-m", "venv", "--clear", ENVIRONMENT.toString()),
        "python-venv.log");
    Machine.install(
        new ProcessBuilder(
            python.toString(), "-m", "pip", "install", "--no-deps", "-r", wanted.toString()),
        "pip-install.log");
    Files.copy(wanted, installed, StandardCopyOption.REPLACE_EXISTING);
    return python;
  }

  /** One that can make an environment, with pip in it: Debian's needs python3-venv for that. */
  private static Path machines() throws IOException, InterruptedException {
    String remedy = "install Python 3.10 or newer, with its venv and pip (Debian: python3-venv)";
    Path python = Machine.onPath("python3").orElseGet(() -> Machine.missing(remedy));
    String able = "import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 10))";
    Process check = new ProcessBuilder(python.toString(), "-c", able)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
    return check.waitFor() == 0 ? python : Machine.missing(remedy);
  }
}
