package dev.gatehouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may look: people at this computer, on pages of this server. */
class ConsoleDoorTest {
  @RegisterExtension
  static final App app = App.started();

  @ParameterizedTest // DNS rebinding, CWE-350
  @ValueSource(strings = {"/console/", "/console/events", "/console/runs", "/console/app.js"})
  void answers_to_no_other_host_name(String path) {
    String request = "GET " + path + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
    assertThat(Wire.exchange(app.origin(), request)).startsWith("HTTP/1.1 403 ");
  }

  @ParameterizedTest // CWE-352, CWE-346
  @ValueSource(strings = {"cross-site", "same-site"})
  void answers_to_no_page_of_another_origin(String site) {
    for (String path : List.of("/console/runs", "/console/events")) {
      assertThat(Http.get(app.origin() + path, "Sec-Fetch-Site", site, "Sec-Fetch-Mode", "cors")
              .status())
          .isEqualTo(403);
    }
    assertThat(Http.send(
                "POST",
                app.origin() + "/console/clear",
                "",
                "Sec-Fetch-Site",
                site,
                "Sec-Fetch-Mode",
                "navigate",
                "Sec-Fetch-Dest",
                "document")
            .status())
        .isEqualTo(403);
  }

  @Test
  void answers_to_no_other_origin_of_a_browser_without_fetch_metadata() {
    assertThat(Http.get(app.origin() + "/console/runs", "Origin", "http://localhost:3000")
            .status())
        .isEqualTo(403);
  }

  @ParameterizedTest // CWE-290
  @ValueSource(strings = {"Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"})
  void answers_to_nobody_behind_a_proxy(String header) {
    assertThat(Http.get(app.origin() + "/console/runs", header, "127.0.0.1").status())
        .isEqualTo(403);
  }

  @Test
  void grants_no_page_cross_origin_access() {
    var reply = Http.get(app.origin() + "/console/runs");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
    assertThat(reply.header("Set-Cookie")).isEmpty();
  }

  @Test
  void is_found_without_the_slash() {
    var reply = Http.get(app.origin() + "/console");
    assertThat(reply.status()).isEqualTo(302);
    assertThat(Http.get(app.origin() + "/console/").body()).contains("The handshake, live");
  }
}
