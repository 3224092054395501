package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.cli.Licenses;
import io.netty.util.Version;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    assumeTrue(
        Licenses.ofThisJar().isPresent() || "true".equals(System.getenv("CI")),
        "Maven works offline (-o) and leaves the bill of materials out");
    String text = Licenses.ofThisJar().orElseThrow().text();
    assertThat(text.lines().filter(line -> line.startsWith("  ")))
        .allMatch(line -> line.matches("  [^ :]+:[^ :]+ [^ ]+ +[A-Z].+"))
        .anyMatch(line -> line.matches("  io\\.vertx:vertx-web [0-9.]+ +Apache-2\\.0 or EPL-2\\.0"))
        .anyMatch(
            line -> line.matches("  org\\.bouncycastle:bcprov-jdk18on .* Bouncy Castle Licence"))
        .noneMatch(line -> line.contains("junit"));
  }

  @Test // of the pages and the handbook, beside the one that the tests run
  void of_the_java_sdk_is_the_same_wherever_it_is_named() throws IOException {
    Pattern named = Pattern.compile("Java SDK (2\\.\\d+\\.\\d+)|sdk:mcp:(\\d+\\.\\d+\\.\\d+)");
    Matcher pinned = Pattern.compile("<mcp-sdk.version>(.+?)<").matcher(read("pom.xml"));
    assertThat(pinned.find()).isTrue();
    for (String file : List.of("webroot/pages/parts/ways.peb", "src/docs/clients.md")) {
      assertThat(named.matcher(read(file)).results())
          .as(file)
          .isNotEmpty()
          .allMatch(version -> version.group().endsWith(pinned.group(1)));
    }
  }

  private static String read(String file) throws IOException {
    return Files.readString(Path.of(file));
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
