package dev.gatehouse.bench;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

/** The smallest server on the same stack: one route, no checks. What the rest is measured against. */
public final class BareVertx {
  private BareVertx() {}

  public static void main(String[] arguments) {
    Vertx vertx = Vertx.vertx();
    Router router = Router.router(vertx);
    router.get("/health").handler(ctx -> ctx.response().end("ok"));
    router
        .post("/mcp")
        .handler(ctx -> ctx.request().bodyHandler(body -> ctx.response().end(body)));
    vertx
        .createHttpServer()
        .requestHandler(router)
        .listen(Integer.parseInt(arguments[0]), "127.0.0.1");
  }
}
