package dev.gatehouse.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.Gatehouse;
import dev.gatehouse.settings.SettingsBuilder;
import dev.gatehouse.settings.model.Settings;
import dev.gatehouse.settings.model.SettingsException;
import dev.gatehouse.testing.DemoUsers;
import dev.gatehouse.testing.Eventually;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.TestClient;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the console and the trace are there, and for whom. */
class ConsoleSettingsTest {
  private static final String PASSWORD = "a-password-of-the-console";

  @Test
  void is_off_when_others_can_reach_the_server() {
    Settings settings = beyondLoopback().build();
    assertThat(settings.server().console().shown()).isFalse();
  }

  @Test
  void is_not_opened_to_others_without_a_password() {
    assertThatThrownBy(() -> beyondLoopback().set("server.console", "on").build())
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("server.console-password");
    assertThat(beyondLoopback()
            .set("server.console", "on")
            .set("server.console-password", PASSWORD)
            .build()
            .server()
            .console()
            .shown())
        .isTrue();
  }

  @Test
  void is_not_there_when_it_is_switched_off() throws Exception {
    with(SettingsBuilder.create().onFreePorts().set("server.console", "off"), origin -> {
      assertThat(Http.get(origin + "/console/").status()).isEqualTo(404);
      assertThat(Http.get(origin + "/console/runs").status()).isEqualTo(404);
    });
  }

  @Test
  void does_not_keep_the_server_from_stopping() throws Exception {
    Gatehouse gatehouse = Gatehouse.builder()
        .settings(SettingsBuilder.create().onFreePorts().build())
        .start()
        .await();
    int port = gatehouse.settings().resourceServer().port();
    try (var open = new EventBytes(port, "")) {
      open.awaits("event: reset");
      long begun = System.nanoTime();
      gatehouse.close().await();
      // A stream that stayed open would take the whole grace of ten seconds.
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(9));
    }
  }

  @Test
  void asks_for_the_password_where_there_is_one() throws Exception {
    with(
        SettingsBuilder.create().onFreePorts().set("server.console-password", PASSWORD), origin -> {
          assertThat(Http.get(origin + "/console/").status()).isEqualTo(401);
          for (String wrong : List.of("console:", "console:x" + PASSWORD, "admin:" + PASSWORD)) {
            assertThat(get(origin, wrong)).isEqualTo(401);
          }
          assertThat(get(origin, "console:" + PASSWORD)).isEqualTo(200);
        });
  }

  @Test
  void traces_each_request_without_its_secrets(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("trace.jsonl");
    SettingsBuilder traced = SettingsBuilder.create()
        .onFreePorts()
        .set("server.console", "off")
        .set("server.trace", file.toString());
    Gatehouse gatehouse = Gatehouse.builder().settings(traced.build()).start().await();
    try {
      String issuer = gatehouse.settings().authServer().issuer();
      String origin = gatehouse.settings().resourceServer().origin();
      TestClient client = TestClient.register(issuer, origin + "/mcp");
      JsonObject tokens = client.freshTokens("alice", "mcp.read");
      Eventually.until("traced", () -> read(file).contains("redeems the code"));
      assertThat(read(file).lines())
          .allSatisfy(line -> assertThat(new JsonObject(line)).isNotNull());
      String token = tokens.getString("access_token");
      for (String secret : List.of(
          DemoUsers.password("alice"),
          client.verifier(),
          client.registrationToken(),
          tokens.getString("refresh_token"),
          token.substring(token.lastIndexOf('.') + 1))) {
        assertThat(read(file).contains(secret)).isFalse();
      }
    } finally {
      gatehouse.close().await();
    }
  }

  private static int get(String origin, String pair) {
    return Http.get(origin + "/console/runs", "Authorization", "Basic " + Http.base64(pair))
        .status();
  }

  private interface Looks {
    void at(String origin) throws Exception;
  }

  private static void with(SettingsBuilder settings, Looks looks) throws Exception {
    Gatehouse gatehouse = Gatehouse.builder().settings(settings.build()).start().await();
    try {
      looks.at(gatehouse.settings().resourceServer().origin());
    } finally {
      gatehouse.close().await();
    }
  }

  private static SettingsBuilder beyondLoopback() {
    return SettingsBuilder.create()
        .onFreePorts()
        .set("server.hosts", List.of("0.0.0.0"))
        .set("server.insecure-demo-users", true);
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
