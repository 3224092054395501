package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.cli.Licenses;
import io.netty.util.Version;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The libraries of which older versions have holes that are known. */
class DependencyVersionsTest {
  @Test // CVE-2026-1002, CVE-2025-11965, CVE-2025-11966; CVE-2026-89044, CVE-2026-33870
  void are_newer_than_the_advisories() throws IOException {
    assertThat(version(vertx())).isGreaterThanOrEqualTo(version("5.0.7"));
    assertThat(Version.identify().values())
        .isNotEmpty()
        .allMatch(part -> version(part.artifactVersion()).compareTo(version("4.2.18")) >= 0);
  }

  @Test
  void are_all_named_with_their_licences_by_the_jar_itself() {
    String text = Licenses.ofThisJar().text();
    assertThat(text.lines().filter(line -> line.startsWith("  ")))
        .allMatch(line -> line.matches("  [^ :]+:[^ :]+ [^ ]+ +[A-Z].+"))
        .anyMatch(line -> line.matches("  io\\.vertx:vertx-web [0-9.]+ +Apache-2\\.0 or EPL-2\\.0"))
        .anyMatch(
            line -> line.matches("  org\\.bouncycastle:bcprov-jdk18on .* Bouncy Castle Licence"))
        .noneMatch(line -> line.contains("junit"));
  }

  private static String vertx() throws IOException {
    try (InputStream in =
        ClassLoader.getSystemResourceAsStream("META-INF/vertx/vertx-version.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  private static ModuleDescriptor.Version version(String text) {
    return ModuleDescriptor.Version.parse(text.replaceAll("\\.Final$", ""));
  }
}
