package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.FreePort;
import dev.gatehouse.testing.Http;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** HSTS, RFC 6797, of a server whose public URL is https. */
class StrictTransportTest {
  @RegisterExtension
  static final App app = App.with(settings -> settings
      .issuer("https://as.example")
      .origin("https://mcp.example")
      .set("auth-server.port", FreePort.next())
      .set("resource-server.port", FreePort.next())
      .set("server.trusted-proxies", List.of("127.0.0.1", "::1"))
      .set("server.insecure-demo-users", true));

  @Test // §7.2, §8.1
  void pins_no_loopback_name_and_no_plain_request() {
    assertThat(pin("Host", "localhost:" + port())).isEmpty();
    assertThat(pin("Host", "as.example", "X-Forwarded-Proto", "http")).isEmpty();
  }

  @Test
  void pins_its_public_name_for_a_year() {
    assertThat(pin("Host", "as.example")).contains("max-age=31536000");
    assertThat(pin("X-Forwarded-Host", "as.example", "X-Forwarded-Proto", "https"))
        .contains("max-age=31536000");
  }

  private static int port() {
    return app.gatehouse().settings().authServer().port();
  }

  private static Optional<String> pin(String... headers) {
    return Http.get("http://localhost:" + port() + "/health", headers)
        .headers()
        .firstValue("Strict-Transport-Security");
  }
}
