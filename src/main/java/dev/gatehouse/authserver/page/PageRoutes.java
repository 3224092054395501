package dev.gatehouse.authserver.page;

import dev.gatehouse.http.answer.AllowedMethods;
import dev.gatehouse.http.answer.Forms;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The routes of an address that people open with GET and send a form to with POST; other methods get 405 with {@code Allow}. */
public final class PageRoutes {
  private PageRoutes() {}

  /**
   * The form's body is read, up to its limit, before it is sent on. HEAD is refused: it is safe (RFC 9110 §9.2.1), whereas the GET of these
   * pages begins a login, uses up a pushed request, or sends a code; and the status of a GET that does not happen is not known.
   */
  public static void mount(
      Router router,
      String path,
      Handler<RoutingContext> open,
      Handler<RoutingContext> send,
      PageFailures failures) {
    router
        .route(path)
        .handler(AllowedMethods.orFail(HttpMethod.GET, HttpMethod.POST))
        .failureHandler(failures);
    router.get(path).handler(open).failureHandler(failures);
    router.post(path).handler(Forms.body()).handler(send).failureHandler(failures);
  }
}
