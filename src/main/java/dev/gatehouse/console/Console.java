package dev.gatehouse.console;

import dev.gatehouse.console.diagnosis.Diagnoses;
import dev.gatehouse.console.guide.Guide;
import dev.gatehouse.console.run.RunView;
import dev.gatehouse.handshake.ExchangeListener;
import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.answer.JsonAnswer;
import dev.gatehouse.http.page.Assets;
import dev.gatehouse.http.page.Pages;
import dev.gatehouse.oauth.crypto.Secrets;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The live view, put together. One for all event loops: mounted on each router, it remembers the runs in one place. */
public final class Console implements Endpoint {
  /** The heap of exchanges that wait to be shown: each has two bodies of 32 KB at most on average. */
  public static final long WAITING_BYTES = RunFeed.MOST_WAITING * (64L << 10);

  private static final Duration BEAT = Duration.ofSeconds(15);

  private final ConsoleAccess door;
  private final Assets files;
  private final Pages pages;
  private final String mcpUrl;
  private final AccessMap map;
  private final Clock clock;
  private final List<Endpoint> endpoints;
  private final RunFeed hub;

  /**
   * Begins to listen.
   *
   * @param files of {@code webroot/console/}
   * @param pages for the page itself
   * @param facts what the page is told of this installation
   */
  public Console(
      Vertx vertx, Assets files, Pages pages, ConsoleFacts facts, Secrets secrets, Clock clock) {
    this.door = new ConsoleAccess(facts.password());
    this.files = files;
    this.pages = pages;
    this.map = facts.map();
    this.clock = clock;
    this.mcpUrl = facts.place().mcpUrl();
    this.hub = new RunFeed(vertx, new RunDiagnoses(new Diagnoses(facts.place())), clock);
    this.endpoints = List.of(
        new RunEventsEndpoint(hub, secrets.next(6).replace("-", "_"), BEAT),
        new RunEndpoint(hub, new HttpArchive(facts.place())),
        new Guide(
            vertx,
            facts.place().mcpUrl(),
            facts.place().issuer(),
            facts.password().isEmpty(),
            facts.trust(),
            secrets,
            peers -> hub.runs().newestFrom(peers).map(RunView::id)));
  }

  @Override
  public void mount(Router router) {
    router.route(ServerEndpoint.CONSOLE.root() + '*').handler(door);
    files.mount(router);
    router.get(ServerEndpoint.CONSOLE.root()).handler(this::page);
    router.get(ServerEndpoint.CONSOLE.below("map")).handler(this::map);
    endpoints.forEach(endpoint -> endpoint.mount(router));
  }

  /** Tools, scopes and users, and the tokens that live. */
  private void map(RoutingContext ctx) {
    JsonAnswer.send(ctx, 200, map.json().put("tokens", hub.tokens().json(clock.instant())));
  }

  /** What hears the exchanges that are to be shown. */
  public ExchangeListener listener() {
    return hub;
  }

  /** Ends the streams of those who watch; they come back by themselves when there is a server again. */
  public void close() {
    hub.close();
  }

  // The route is both spellings; the page's own addresses begin at the one with the slash.
  private void page(RoutingContext ctx) {
    if (ctx.request().path().equals(ServerEndpoint.CONSOLE.path())) {
      pages.answer(ctx, 200, "console", Map.of("mcp", mcpUrl));
    } else {
      ctx.redirect(ServerEndpoint.CONSOLE.path());
    }
  }
}
