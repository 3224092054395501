package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.settings.SettingsBuilder;
import dev.gatehouse.tls.Certificates;
import dev.gatehouse.tls.Tls;
import dev.gatehouse.tls.TlsTrust;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The words at the start. */
class BannerTest {
  @Test
  void names_no_live_view_where_there_is_none() {
    assertThat(banner(SettingsBuilder.create().set("server.console", "off")))
        .doesNotContain("Live view")
        .contains("\n  Landing page   http://localhost:8990/\n  MCP URL        http://");
  }

  @Test
  void says_where_everything_is() {
    assertThat(banner(SettingsBuilder.create()).lines())
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

  @Test
  void says_nothing_of_users_whose_passwords_are_not_published() {
    var eve = Map.of("name", "eve", "password", "not-published-1", "ring", "operator");
    assertThat(banner(SettingsBuilder.create().set("auth-server.users", List.of(eve))))
        .doesNotContain("Log in as", "not-published-1");
  }

  @Test
  void says_how_clients_believe_a_certificate_that_was_saved() {
    var settings = SettingsBuilder.create()
        .set("server.tls", "self-signed")
        .set("server.tls-save", "save.pem")
        .build();
    Tls tls = Tls.of(Certificates.selfSignedForLoopback(Clock.systemUTC()), TlsTrust.OF_JDK);
    String file = Path.of("save.pem").toAbsolutePath().toString();
    assertThat(new Banner(settings, tls).text())
        .contains(
            "NODE_EXTRA_CA_CERTS=" + file + "\n",
            "SSL_CERT_FILE=" + file + "\n",
            "--cacert " + file + "\n");
  }

  private static String banner(SettingsBuilder settings) {
    return new Banner(settings.build(), Tls.PLAIN).text();
  }
}
