package dev.gatehouse.authserver.page;

import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.page.Navigation;
import dev.gatehouse.http.page.Pages;
import dev.gatehouse.settings.model.Settings;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** {@code GET /} for a person: what this address is, and where to go. A program that asks there is told 404, as at any other address. */
public final class StartPage implements Endpoint {
  private final Pages pages;
  private final Map<String, Object> model;

  /** The landing page is the resource server's, which runs beside this server. */
  public StartPage(Pages pages, Settings settings) {
    this.pages = pages;
    this.model = Map.of(
        "issuer",
        settings.authServer().issuer(),
        "resources",
        settings.authServer().knownResources(),
        "landing",
        settings.resourceServer().origin() + "/",
        "console",
        settings.server().console().shown() && settings.isPrivate()
            ? ServerEndpoint.CONSOLE.at(settings.resourceServer().origin())
            : "");
  }

  @Override
  public void mount(Router router) {
    router
        .route(ServerEndpoint.START_PAGE.path())
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(this::answer);
  }

  private void answer(RoutingContext ctx) {
    ctx.response().putHeader("Vary", "Accept");
    if (Navigation.isOf(ctx.request())) {
      pages.answer(ctx, 200, "issuer", model);
    } else {
      ctx.next();
    }
  }
}
