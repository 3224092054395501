package dev.gatehouse.authserver.page;

import dev.gatehouse.http.AllowedMethods;
import dev.gatehouse.http.Forms;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The routes of an address that people open with GET and send a form to with POST; other methods get 405 with {@code Allow}. */
public final class PageRoutes {
  private PageRoutes() {}

  /** HEAD is answered as GET. The form's body is read, up to its limit, before it is sent on. */
  public static void mount(
      Router router,
      String path,
      Handler<RoutingContext> open,
      Handler<RoutingContext> send,
      PageFailures failures) {
    router
        .route(path)
        .handler(AllowedMethods.orFail(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST))
        .failureHandler(failures);
    router
        .route(path)
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(open)
        .failureHandler(failures);
    router.post(path).handler(Forms.body()).handler(send).failureHandler(failures);
  }
}
