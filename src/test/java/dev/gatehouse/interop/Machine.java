package dev.gatehouse.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the machine has to bring: Node with npm, which installs the rest, and a Chromium. Without one of them a test
 * is skipped and says what to install; where {@code CI=true} it fails.
 */
final class Machine {
  static final Path SCRIPTS = Path.of("src", "test", "interop").toAbsolutePath();

  private static final Path HEAVY_CLIENTS = SCRIPTS.resolve("heavy");
  private static final long INSTALL_SECONDS = 600;
  private static final boolean IN_CI = "true".equals(System.getenv("CI"));

  private Machine() {}

  static Path chromium() {
    return Optional.ofNullable(System.getenv("CHROMIUM"))
        .map(Path::of)
        .or(() -> onPath("chromium", "chromium-browser", "google-chrome-stable", "google-chrome"))
        .orElseGet(() -> missing("install Chromium, or name its program in CHROMIUM"));
  }

  /** The Node that the lock file pins; where there is none for this kind of machine, the machine's own. */
  static Path node() throws IOException, InterruptedException {
    installPackages(SCRIPTS);
    Path pinned = SCRIPTS.resolve("node_modules").resolve(".bin").resolve("node");
    return Files.exists(pinned)
        ? pinned
        : onPath("node").orElseGet(() -> missing("install Node 22.19 or newer"));
  }

  /** Whether to run the clients of several hundred megabytes: in CI, and where {@code -Pclients} asks for them. */
  static boolean wantsHeavyClients() {
    boolean wanted = IN_CI || Boolean.getBoolean("gatehouse.clients");
    if (!wanted) {
      System.out.println("Skipped, to keep this build quick: mvn -Pclients verify runs it");
    }
    return wanted;
  }

  static void installHeavyClients() throws IOException, InterruptedException {
    installPackages(HEAVY_CLIENTS);
  }

  /** Runs {@code npm ci} where the packages are not those of the lock file, of which a copy is left beside them. */
  private static void installPackages(Path directory) throws IOException, InterruptedException {
    Path wanted = directory.resolve("package-lock.json");
    Path installed = directory.resolve("node_modules").resolve(".gatehouse-installed.json");
    if (Files.exists(installed) && Files.mismatch(wanted, installed) == -1) {
      return;
    }
    Path npm = onPath("npm").orElseGet(() -> missing("install Node 20 or newer, with npm"));
    String log = "npm-ci-" + directory.getFileName() + ".log";
    install(new ProcessBuilder(npm.toString(), "ci").directory(directory.toFile()), log);
    Files.copy(wanted, installed, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Skips the test where this program is not there, in CI too: it is one of those that a machine need not have. */
  static Path optional(String program, String remedy) {
    return onPath(program).orElseGet(() -> skip(remedy));
  }

  /** Runs it to the end, ten minutes at most; fails with what it says. */
  static void install(ProcessBuilder command, String logName)
      throws IOException, InterruptedException {
    Path log = Script.logs().resolve(logName);
    Process process =
        command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(Script.exitCode(process, INSTALL_SECONDS))
        .as("exit code of %s, which says:%n%s", command.command(), Files.readString(log))
        .contains(0);
  }

  static Optional<Path> onPath(String... programs) {
    String[] directories = System.getenv("PATH").split(File.pathSeparator);
    return Arrays.stream(programs)
        .flatMap(
            program -> Arrays.stream(directories).map(directory -> Path.of(directory, program)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Path missing(String remedy) {
    if (IN_CI) {
      return fail(remedy);
    }
    return skip(remedy);
  }

  private static Path skip(String remedy) {
    System.out.println("Skipped, for want of a program: " + remedy);
    return abort(remedy);
  }
}
