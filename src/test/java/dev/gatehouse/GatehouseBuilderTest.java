package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.authserver.identity.AuthenticatedUser;
import dev.gatehouse.handshake.Decision;
import dev.gatehouse.http.server.ListenException;
import dev.gatehouse.mcp.Toolbox;
import dev.gatehouse.settings.SettingsBuilder;
import dev.gatehouse.store.Stores;
import dev.gatehouse.store.memory.MemoryStores;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.MovableClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** {@code Gatehouse.builder()}: what an embedder brings is what is used, and only what is ours ends with us. */
class GatehouseBuilderTest {
  private static final Vertx VERTX = Vertx.vertx();

  @AfterAll
  static void closeVertx() {
    await(VERTX.close());
  }

  @Test
  void leaves_a_vertx_of_the_embedder_s_own_open_and_nothing_in_it() {
    int before = VERTX.deploymentIDs().size();
    for (int round = 0; round < 2; round++) {
      Gatehouse gatehouse = await(free().vertx(VERTX).start());
      assertThat(gatehouse.vertx()).isSameAs(VERTX);
      assertThat(await(gatehouse.token("alice", "mcp.read"))).isNotEmpty();
      await(gatehouse.close());
      assertThat(VERTX.deploymentIDs()).hasSize(before);
      assertThatThrownBy(() -> Http.get(gatehouse.issuer() + "/health"));
    }
    assertThat(await(VERTX.executeBlocking(() -> "open"))).isEqualTo("open");
  }

  @Test
  void runs_twice_in_one_vertx() {
    Gatehouse first = await(free().vertx(VERTX).start());
    Gatehouse second = await(free().vertx(VERTX).start());
    await(first.close());
    String token = await(second.token("bob", "notes:read"));
    assertThat(whoami(second, token).status()).isEqualTo(200);
    await(second.close());
  }

  @Test
  void leaves_nothing_running_where_a_port_is_taken() {
    Gatehouse first = await(free().start());
    int before = VERTX.deploymentIDs().size();
    Future<Gatehouse> second =
        Gatehouse.builder().settings(first.settings()).vertx(VERTX).start();
    assertThatThrownBy(() -> await(second)).hasRootCauseInstanceOf(ListenException.class);
    assertThat(VERTX.deploymentIDs()).hasSize(before);
    await(first.close());
  }

  @Test
  void takes_any_free_port_where_the_url_has_port_0() {
    Gatehouse gatehouse = await(Gatehouse.builder()
        .settings(settings ->
            settings.issuer("http://localhost:0").set("resource-server.url", "http://127.0.0.1:0"))
        .start());
    assertThat(gatehouse.issuer()).matches("http://localhost:[1-9]\\d+");
    assertThat(gatehouse.mcpUrl()).matches("http://127\\.0\\.0\\.1:[1-9]\\d+/mcp");
    String token = await(gatehouse.token("alice", "mcp.read"));
    assertThat(whoami(gatehouse, token).json().getString("aud")).isEqualTo(gatehouse.mcpUrl());
    await(gatehouse.close());
  }

  @Test
  void offers_the_tools_of_the_embedder_behind_their_scopes() {
    Gatehouse gatehouse = await(Gatehouse.builder()
        .settings(settings -> settings.onFreePorts())
        .withoutToolSets()
        .tools(new PizzaTool())
        .start());
    String token = await(gatehouse.token("bob", "mcp.write"));
    String list = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}";
    assertThat(Http.postJson(gatehouse.mcpUrl(), list, "Authorization", "Bearer " + token)
            .body())
        .contains("\"pizza\"")
        .doesNotContain("add_note");
    await(gatehouse.close());
  }

  @Test
  void ends_the_start_where_a_toolbox_fails() {
    Toolbox broken = offer -> {
      throw new IllegalStateException("no oven");
    };
    assertThatThrownBy(() -> await(free().toolbox(broken).start())).hasMessageContaining("no oven");
  }

  @Test
  void asks_the_embedder_s_authenticator_alone() {
    Gatehouse gatehouse = await(free()
        .authenticator(credentials ->
            Future.succeededFuture(Optional.of(new AuthenticatedUser("carol", "ft-member"))
                .filter(carol -> credentials.name().equals("carol")
                    && credentials.password().equals("correct horse"))))
        .start());
    String token = await(gatehouse.token("carol", "correct horse", "notes:read"));
    assertThat(whoami(gatehouse, token).json().getString("sub")).isEqualTo("carol");
    assertThatThrownBy(() -> await(gatehouse.token("alice", "mcp.read")))
        .hasMessageContaining("the password is wrong");
    await(gatehouse.close());
  }

  @Test
  void keeps_its_records_in_the_embedder_s_stores() {
    var opened = new AtomicReference<Stores>();
    Gatehouse gatehouse = await(free()
        .stores(context -> {
          opened.set(MemoryStores.create(context));
          return Future.succeededFuture(opened.get());
        })
        .start());
    await(gatehouse.token("alice", "mcp.read"));
    assertThat(await(opened.get().grants().ofUser("alice"))).hasSize(1);
    await(gatehouse.close());
    assertThatThrownBy(() -> await(
            free().stores(context -> Future.failedFuture("the disk is full")).start()))
        .hasMessageContaining("the disk is full");
  }

  @Test
  void tells_the_listener_what_is_decided_and_by_which_clock() {
    Queue<Decision> heard = new ConcurrentLinkedQueue<>();
    MovableClock clock = MovableClock.stopped();
    Gatehouse gatehouse = await(free().listener(heard::add).clock(clock).start());
    await(gatehouse.token("alice", "mcp.read"));
    assertThat(heard).isNotEmpty().allMatch(decision -> decision.at().equals(clock.instant()));
    await(gatehouse.close());
  }

  private static GatehouseBuilder free() {
    return Gatehouse.builder().settings(SettingsBuilder.settingsOnFreePorts());
  }

  private static dev.gatehouse.testing.Reply whoami(Gatehouse gatehouse, String token) {
    String origin = gatehouse.settings().resourceServer().origin();
    return Http.get(origin + "/whoami", "Authorization", "Bearer " + token);
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
