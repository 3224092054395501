package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.handshake.Decision;
import dev.gatehouse.resourceserver.LittleIssuer;
import dev.gatehouse.testing.FreePort;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.Reply;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ResourceServer.builder()}: the gate in front of routes of one's own, before an issuer in which nothing is ours. */
class ResourceServerTest {
  private static final Queue<Decision> HEARD = new ConcurrentLinkedQueue<>();
  private static final MovableClock CLOCK = MovableClock.stopped();
  private static final int PORT = FreePort.next();
  private static final String BOOKS = "http://localhost:" + PORT + "/books";
  private static final String METADATA =
      "http://localhost:" + PORT + "/.well-known/oauth-protected-resource/books";
  private static Vertx vertx;
  private static LittleIssuer issuer;
  private static ResourceServer guarded;

  @BeforeAll
  static void serve() {
    vertx = Vertx.vertx();
    issuer = LittleIssuer.started(CLOCK);
    guarded = await(ResourceServer.builder(vertx)
        .issuer(issuer.url())
        .resource(BOOKS)
        .scopes("books:read", "books:write")
        .name("Books")
        .clock(CLOCK)
        .listener(HEARD::add)
        .start());
    Router router = Router.router(vertx);
    guarded.mount(router);
    router
        .get("/books")
        .handler(guarded.guard("books:read"))
        .handler(ctx -> ctx.end("for " + ResourceServer.caller(ctx).subject()));
    router
        .post("/books")
        .handler(guarded.guard("books:write"))
        .handler(BodyHandler.create(false))
        .handler(ctx -> ctx.response().setStatusCode(201).end(ctx.body().asString()));
    await(vertx.createHttpServer().requestHandler(router).listen(PORT, "localhost"));
  }

  @AfterAll
  static void stop() {
    await(guarded.close());
    await(vertx.close());
    issuer.close();
  }

  @Test
  void describes_the_resource_as_rfc_9728_asks() {
    assertThat(Http.get(METADATA).json().getMap())
        .containsEntry("resource", BOOKS)
        .containsEntry("resource_name", "Books")
        .doesNotContainKey("resource_documentation");
    assertThat(Http.get(METADATA).json().getJsonArray("authorization_servers"))
        .isEqualTo(JsonArray.of(issuer.url()));
    assertThat(Http.get(METADATA).json().getJsonArray("scopes_supported"))
        .isEqualTo(JsonArray.of("books:read", "books:write"));
    assertThat(Http.get(METADATA.replace("/books", "")).status()).isEqualTo(404);
  }

  @Test
  void challenges_whoever_has_no_token_and_names_the_scope_of_the_route() {
    Reply read = Http.get(BOOKS);
    assertThat(read.status()).isEqualTo(401);
    assertThat(read.header("WWW-Authenticate"))
        .isEqualTo("Bearer resource_metadata=\"" + METADATA + "\", scope=\"books:read\"");
    assertThat(Http.postJson(BOOKS, "{}").header("WWW-Authenticate"))
        .contains("scope=\"books:write\"");
  }

  @Test
  void lets_a_good_token_pass_with_the_caller_and_the_body() {
    String token = token("books:read books:write");
    assertThat(Http.get(BOOKS, "Authorization", "Bearer " + token).body())
        .isEqualTo("for " + claims("x").getString("sub"));
    Reply written =
        Http.postJson(BOOKS, "{\"title\":\"Dune\"}", "Authorization", "Bearer " + token);
    assertThat(written.status()).isEqualTo(201);
    assertThat(written.body()).isEqualTo("{\"title\":\"Dune\"}");
  }

  @Test
  void answers_403_where_the_scope_is_missing() {
    Reply refused = Http.postJson(BOOKS, "{}", "Authorization", "Bearer " + token("books:read"));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.header("WWW-Authenticate"))
        .contains("error=\"insufficient_scope\"", "scope=\"books:read books:write\"", METADATA);
    assertThat(HEARD).anyMatch(decision -> decision.line().contains("books:write"));
  }

  @ParameterizedTest
  @CsvSource({
    "aud, http://localhost:1/books",
    "iss, http://localhost:1",
    "exp, 1",
  })
  void answers_401_to_a_token_that_is_not_for_here(String claim, String value) {
    Object wrong = claim.equals("exp") ? Long.valueOf(value) : value;
    String token = issuer.sign(claims("books:read").put(claim, wrong));
    Reply refused = Http.get(BOOKS, "Authorization", "Bearer " + token);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.header("WWW-Authenticate")).contains("error=\"invalid_token\"", METADATA);
  }

  @Test
  void asks_the_issuer_nothing_more_once_it_is_closed() {
    int before = vertx.deploymentIDs().size();
    ResourceServer other =
        await(ResourceServer.builder(vertx).issuer(issuer.url()).resource(BOOKS).start());
    assertThat(vertx.deploymentIDs()).hasSize(before + 1);
    await(other.close());
    assertThat(vertx.deploymentIDs()).hasSize(before);
  }

  @ParameterizedTest
  @CsvSource({
    "http://api.example.com/books",
    "ftp://localhost/x",
    "https://a.example/b?c=d",
    "books"
  })
  void refuses_a_resource_that_no_token_can_be_for(String url) {
    assertThatThrownBy(() -> ResourceServer.builder(vertx).resource(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("resource is '" + url + "'");
    assertThatThrownBy(() -> ResourceServer.builder(vertx).resource(BOOKS).start())
        .hasMessage("issuer is missing");
  }

  private static String token(String scope) {
    return issuer.sign(claims(scope));
  }

  private static JsonObject claims(String scope) {
    return issuer.claims(BOOKS).put("scope", scope);
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
