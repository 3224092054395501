package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.headless.TokenUnavailableException;
import dev.gatehouse.testing.App;
import dev.gatehouse.testing.Http;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code gatehouse.token("alice", "mcp.read")}: for the tests of others. */
class LibraryTokenTest {
  @RegisterExtension
  static final App app =
      App.with(settings -> settings.set("server.tls", "self-signed")).asDelivered();

  @Test
  void is_a_token_that_the_mcp_server_takes() {
    String token = await(app.gatehouse().token("alice", "mcp.read"));
    assertThat(Http.get(app.origin() + "/whoami", "Authorization", "Bearer " + token)
            .json())
        .contains(
            Map.entry("sub", "alice"),
            Map.entry("scope", "mcp.read"),
            Map.entry("aud", app.mcpUrl()));
  }

  @Test
  void comes_to_each_of_many_at_once() {
    List<Future<String>> tokens = Stream.generate(() -> app.gatehouse().token("bob", "notes:read"))
        .limit(8)
        .toList();
    assertThat(tokens.stream().map(LibraryTokenTest::await))
        .doesNotHaveDuplicates()
        .hasSize(8);
  }

  @Test
  void carries_every_scope_that_the_ring_allows() {
    for (String scope : List.of("admin:notes", "mcp.read admin:notes notes:write")) {
      String token = await(app.gatehouse().token("alice", scope));
      assertThat(Http.get(app.origin() + "/whoami", "Authorization", "Bearer " + token)
              .json())
          .contains(Map.entry("scope", scope));
    }
  }

  @Test
  void fails_with_a_reason() {
    assertThatThrownBy(() -> await(app.gatehouse().token("carol", "mcp.read")))
        .hasRootCauseInstanceOf(TokenUnavailableException.class)
        .hasMessageContaining("there is no user 'carol'");
    assertThatThrownBy(() -> await(app.gatehouse().token("bob", "wrong", "mcp.read")))
        .hasMessageContaining("the password is wrong");
    assertThatThrownBy(() -> await(app.gatehouse().token("bob", "admin:notes")))
        .hasMessageContaining("bob may not have the scope admin:notes");
    assertThatThrownBy(() -> await(app.gatehouse().token("bob", "nonsense")))
        .hasMessageContaining("there is no scope 'nonsense'");
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
