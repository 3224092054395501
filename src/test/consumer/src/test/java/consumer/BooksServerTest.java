package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.Gatehouse;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The gate in front of a route of one's own; Gatehouse issues the tokens, in a Vert.x instance that is ours. */
class BooksServerTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static Vertx vertx;
  private static Gatehouse gatehouse;
  private static String books;

  @BeforeAll
  static void start() throws IOException {
    int port = freePort();
    books = "http://localhost:" + port + "/books";
    vertx = Vertx.vertx();
    gatehouse = Gatehouse.builder()
        .vertx(vertx)
        .settings(settings -> settings
            .onFreePorts()
            .set("auth-server.scopes", Map.of("books:read", "Read", "books:write", "Write"))
            .set(
                "auth-server.rings",
                Map.of("reader", List.of("books:read"), "editor", List.of("books:read", "books:write")))
            .set(
                "auth-server.users",
                List.of(
                    Map.of("name", "rosa", "password", "a-long-password-of-rosa", "ring", "reader"),
                    Map.of("name", "emil", "password", "a-long-password-of-emil", "ring", "editor")))
            .set("auth-server.reauthentication-scopes", List.of())
            .set("auth-server.known-resources", List.of(books, books + "/others")))
        .start()
        .await();
    new BooksServer(vertx).start(gatehouse.issuer(), port).await();
  }

  @AfterAll
  static void stop() {
    gatehouse.close().await();
    assertEquals(1, vertx.deploymentIDs().size(), "the gate alone is left");
    vertx.close().await();
  }

  @Test
  void leads_whoever_has_no_token_to_the_issuer() throws IOException, InterruptedException {
    HttpResponse<String> refused = HTTP.send(
        HttpRequest.newBuilder(URI.create(books)).build(), BodyHandlers.ofString());
    assertEquals(401, refused.statusCode());
    String challenge = refused.headers().firstValue("WWW-Authenticate").orElse("");
    String metadata = challenge.replaceFirst("^.*resource_metadata=\"([^\"]+)\".*$", "$1");
    HttpResponse<String> described = HTTP.send(
        HttpRequest.newBuilder(URI.create(metadata)).build(), BodyHandlers.ofString());
    assertTrue(described.body().contains(gatehouse.issuer()), described.body());
  }

  @Test
  void checks_the_scope_of_each_route() throws IOException, InterruptedException {
    String rosa = gatehouse.tokenFor(books, "rosa", "books:read").await();
    String emil = gatehouse.tokenFor(books, "emil", "books:read books:write").await();
    assertEquals(200, get(rosa).statusCode());
    assertEquals(403, post(rosa).statusCode());
    HttpResponse<String> added = post(emil);
    assertEquals(201, added.statusCode());
    assertEquals("by emil", added.body());
    assertTrue(get(rosa).body().contains("Kindred"));
  }

  @Test
  void refuses_a_token_for_another_resource() throws IOException, InterruptedException {
    String other = gatehouse.tokenFor(books + "/others", "rosa", "books:read").await();
    assertEquals(401, get(other).statusCode());
  }

  private static HttpResponse<String> get(String token) throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(books)).header("Authorization", "Bearer " + token).build(),
        BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(String token) throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(books))
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.ofString("Kindred"))
            .build(),
        BodyHandlers.ofString());
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
