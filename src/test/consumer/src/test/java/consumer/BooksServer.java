package consumer;

import dev.gatehouse.ResourceServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;

/** An HTTP API of one's own behind the gate of Gatehouse, with tokens of any issuer. */
final class BooksServer {
  private final Vertx vertx;
  private final JsonArray books = new JsonArray().add("Dune").add("Solaris");

  BooksServer(Vertx vertx) {
    this.vertx = vertx;
  }

  Future<HttpServer> start(String issuer, int port) {
    return ResourceServer.builder(vertx)
        .issuer(issuer)
        .resource("http://localhost:" + port + "/books")
        .scopes("books:read", "books:write")
        .start()
        .compose(gate -> vertx
            .createHttpServer()
            .requestHandler(router(gate))
            .listen(port, "localhost"));
  }

  private Router router(ResourceServer gate) {
    Router router = Router.router(vertx);
    gate.mount(router); // /.well-known/oauth-protected-resource/books
    router.get("/books").handler(gate.guard("books:read")).handler(ctx -> ctx.json(books));
    router
        .post("/books")
        .handler(gate.guard("books:write")) // before the body is read
        .handler(BodyHandler.create(false))
        .handler(ctx -> {
          books.add(ctx.body().asString());
          ctx.response().setStatusCode(201).end("by " + ResourceServer.caller(ctx).subject());
        });
    return router;
  }
}
