package dev.gatehouse.resourceserver.landing;

import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.page.BrowserCookie;
import dev.gatehouse.http.page.Pages;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.oauth.uri.Authority;
import dev.gatehouse.oauth.uri.Loopback;
import dev.gatehouse.resourceserver.metadata.ResourceUrls;
import dev.gatehouse.tls.TlsTrust;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/**
 * The landing page with its login. One for all event loops: mounted on each router, it remembers its visitors in one place.
 *
 * <p>The authorization server must know {@link #CLIENT_ID} as a public client with the {@link #redirectUris}.
 */
public final class Landing implements Endpoint {
  /** What the page is called at the authorization server. */
  public static final String CLIENT_ID = LoginClient.CLIENT_ID;

  private final List<Endpoint> endpoints;

  /** The origin is that of the resource server, the port the one it listens on. */
  public Landing(
      Vertx vertx,
      TlsTrust trust,
      Pages pages,
      LandingFacts facts,
      String origin,
      int port,
      Secrets secrets,
      Clock clock,
      Decisions decisions) {
    var urls = new ResourceUrls(origin);
    var cookie = new BrowserCookie(origin, port, "page", secrets);
    var sessions = new PageSessions(clock);
    var clients = new LoginClients(vertx, trust, facts.issuer());
    var problems = new LoginProblems(pages, decisions, facts.issuer(), secrets);
    this.endpoints = List.of(
        new LandingPage(pages, facts, urls, cookie, sessions, clock),
        new PageLogin(urls, clients, cookie, sessions, problems, secrets, clock),
        new LoginCallback(facts.issuer(), clients, cookie, sessions, problems, clock),
        new PageToken(urls, cookie, sessions),
        new PageCall(urls, cookie, sessions, new McpCall(vertx, trust, facts.version())));
  }

  /** Where the page's login comes back to: one address for each spelling of loopback, or the one origin there is. */
  public static List<String> redirectUris(String origin) {
    Authority own = Authority.ofOrigin(origin)
        .orElseThrow(() -> new IllegalArgumentException("not an origin: " + origin));
    if (!Loopback.isHost(own.host())) {
      return List.of(ServerEndpoint.LANDING_CALLBACK.at(origin));
    }
    String scheme = origin.substring(0, origin.indexOf("://"));
    return Stream.of("localhost", "127.0.0.1", "[::1]")
        .map(host ->
            ServerEndpoint.LANDING_CALLBACK.at(scheme + "://" + new Authority(host, own.port())))
        .toList();
  }

  @Override
  public void mount(Router router) {
    endpoints.forEach(endpoint -> endpoint.mount(router));
  }
}
