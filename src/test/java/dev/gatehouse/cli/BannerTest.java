package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.settings.Settings;
import dev.gatehouse.settings.SettingsBuilder;
import dev.gatehouse.tls.Tls;
import org.junit.jupiter.api.Test;

/** The words at the start. */
class BannerTest {
  @Test
  void names_no_live_view_where_there_is_none() {
    assertThat(banner(Settings.builder().set("server.console", "off")))
        .doesNotContain("Live view")
        .contains("\n  Landing page   http://localhost:8990/\n  MCP URL        http://");
  }

  @Test
  void says_where_everything_is() {
    assertThat(banner(Settings.builder()).lines())
        .containsSequence(
            "  Landing page   http://localhost:8990/",
            "  Live view      http://localhost:8990/console/",
            "  MCP URL        http://localhost:8990/mcp",
            "  Issuer         http://localhost:8999",
            "  Log in as      alice / password123 (operator), bob / hunter2 (ft-member)",
            "")
        .anyMatch(line -> line.endsWith("--server-url http://localhost:8990/mcp"))
        .anyMatch(line -> line.endsWith("inspector@2.12.0 http://localhost:8990/mcp"));
  }

  private static String banner(SettingsBuilder settings) {
    return new Banner(settings.build(), Tls.PLAIN).text();
  }
}
