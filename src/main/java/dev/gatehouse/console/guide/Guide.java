package dev.gatehouse.console.guide;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.client.ClientEra;
import dev.gatehouse.handshake.RedactionPolicy;
import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.answer.JsonAnswer;
import dev.gatehouse.http.client.HostResolver;
import dev.gatehouse.http.limit.RequestLimits;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.tls.TlsTrust;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code /console/guide}: begins a walk, makes its next step, takes the code that the browser brings back. */
public final class Guide implements Endpoint {
  private static final String BACK = ServerEndpoint.CONSOLE.below("guide/callback");
  private static final int MOST = 10;
  /** The heap of all walks. */
  public static final long MOST_BYTES = 2L * MOST * GuideSession.MOST_CHARACTERS;

  private final Cache<String, GuideSession> walks = Caffeine.newBuilder()
      .maximumSize(MOST)
      .expireAfterAccess(Duration.ofMinutes(30))
      .build();
  private final String scheme;
  private final GuideUrls urls;
  private final HostResolver resolver;
  private final Function<Set<String>, Optional<Long>> runs;
  private final GuideClient player;
  private final Secrets secrets;
  private final RedactionPolicy policy;

  /**
   * One for all event loops.
   *
   * @param mcpUrl of this resource
   * @param issuer whose tokens it accepts
   * @param loopback whether other servers on this computer may be called as well
   * @param trust whose certificates are believed
   * @param runs the number of the newest run that holds a step from one of these addresses
   */
  public Guide(
      Vertx vertx,
      String mcpUrl,
      String issuer,
      boolean loopback,
      TlsTrust trust,
      Secrets secrets,
      Function<Set<String>, Optional<Long>> runs) {
    this.runs = runs;
    this.scheme = URI.create(mcpUrl).getScheme();
    this.urls = new GuideUrls(
        Set.of(GuideUrls.origin(URI.create(mcpUrl)), GuideUrls.origin(URI.create(issuer))),
        loopback);
    this.resolver = HostResolver.ofSystem(vertx);
    this.policy = RedactionPolicy.of(secrets);
    this.player = new GuideClient(new GuideHttp(vertx, trust), urls, policy, secrets);
    this.secrets = secrets;
  }

  @Override
  public void mount(Router router) {
    router
        .post(ServerEndpoint.CONSOLE.below("guide"))
        .handler(RequestLimits.body(RequestLimits.FORM))
        .handler(this::begin);
    router.get(BACK).handler(this::back);
    router.get(ServerEndpoint.CONSOLE.below("guide/:id")).handler(this::show);
    router
        .post(ServerEndpoint.CONSOLE.below("guide/:id/next"))
        .handler(RequestLimits.body(RequestLimits.FORM))
        .handler(this::next);
  }

  private void begin(RoutingContext ctx) {
    JsonObject asked = asked(ctx);
    String url = DiscoverySteps.text(asked, "url").strip();
    String host = ctx.request().getHeader("Host");
    if (!urls.mayCall(url)) {
      JsonAnswer.error(
          ctx,
          400,
          "not_local",
          "give the URL of an MCP server on this computer: localhost, 127.0.0.1 or [::1]");
      return;
    }
    ClientEra era =
        "2026-07-28".equals(asked.getValue("version")) ? ClientEra.STATELESS : ClientEra.SESSIONS;
    var walk = new GuideSession(
        secrets.next(12), url, scheme + "://" + host + BACK, era, urls.targets(url, resolver));
    walks.put(walk.id(), walk);
    JsonAnswer.send(ctx, 201, shown(walk));
  }

  private static JsonObject asked(RoutingContext ctx) {
    try {
      JsonObject body = ctx.body().asJsonObject();
      return body == null ? new JsonObject() : body;
    } catch (DecodeException | ClassCastException e) {
      return new JsonObject();
    }
  }

  // The run in the console is known by the connections that the guide has made.
  private JsonObject shown(GuideSession walk) {
    JsonObject json = walk.json();
    runs.apply(walk.peers()).ifPresent(run -> json.put("run", run));
    return json;
  }

  private void show(RoutingContext ctx) {
    GuideSession walk = walk(ctx);
    if (walk != null) {
      JsonAnswer.send(ctx, 200, shown(walk));
    }
  }

  private void next(RoutingContext ctx) {
    GuideSession walk = walk(ctx);
    if (walk == null) {
      return;
    }
    if (!walk.take()) {
      JsonAnswer.error(ctx, 409, "busy", "the step before is still under way");
      return;
    }
    JsonObject brought = asked(ctx);
    String client = DiscoverySteps.text(brought, "client_id").strip();
    Future<Void> made = walk.stage() == GuideSession.Stage.REGISTER && !client.isEmpty()
        ? player.takeClient(
            walk, client, DiscoverySteps.text(brought, "client_secret").strip())
        : player.next(walk);
    made.eventually(() -> {
          walk.release();
          return Future.succeededFuture();
        })
        .onSuccess(done -> JsonAnswer.send(ctx, 200, shown(walk)))
        .onFailure(ctx::fail);
  }

  // RFC 6749 §10.12, RFC 9207 §2.4: only with the state of the walk, and from its issuer.
  private void back(RoutingContext ctx) {
    String state = parameter(ctx, "state");
    @Nullable GuideSession walk = walks.getIfPresent(state.split("\\.", 2)[0]);
    if (walk != null && state.equals(walk.id() + AuthorizationSteps.SHELL)) {
      showCode(ctx);
      return;
    }
    if (walk == null || !Secrets.same(walk.get("state"), state) || !isFromIssuer(ctx, walk)) {
      JsonAnswer.error(ctx, 400, "unknown_state", "this answer belongs to no walk of the guide");
      return;
    }
    walk.learn("state", secrets.next()); // once
    if (parameter(ctx, "code").isEmpty()) {
      walk.tell(
          AuthorizationSteps.AUTHORIZE
              .telling()
              .check(
                  false,
                  "The browser came back without a code: " + word(parameter(ctx, "error")) + ".")
              .json(policy),
          walk.asking());
    } else {
      walk.learn("code", parameter(ctx, "code"));
    }
    ctx.response()
        .setStatusCode(303)
        .putHeader("Location", ServerEndpoint.CONSOLE.below("#guide/" + walk.id()))
        .end();
  }

  // RFC 9207 §2.4: what was promised must come; what comes must be right.
  private static boolean isFromIssuer(RoutingContext ctx, GuideSession walk) {
    String issuer = parameter(ctx, "iss");
    return issuer.isEmpty()
        ? walk.get("iss_promised").isEmpty()
        : issuer.equals(walk.get("issuer"));
  }

  // The person's own shell made the request, and it alone holds the verifier.
  private static void showCode(RoutingContext ctx) {
    String code = parameter(ctx, "code");
    boolean good = code.matches("[\\x21-\\x7e]{1,4096}");
    ctx.response()
        .setStatusCode(good ? 200 : 400)
        .putHeader("Content-Type", "text/plain; charset=utf-8")
        .putHeader("Cache-Control", "no-store")
        .end(
            good
                ? "The code, for your shell:\n\n" + code + "\n"
                : "No code came: " + word(parameter(ctx, "error")) + "\n");
  }

  private static String word(String error) {
    return error.matches("[a-z_]{1,40}") ? error : "an error";
  }

  private @Nullable GuideSession walk(RoutingContext ctx) {
    @Nullable GuideSession walk = walks.getIfPresent(ctx.pathParam("id"));
    if (walk == null) {
      JsonAnswer.error(ctx, 404, "not_found", "this walk has ended: begin another one");
    }
    return walk;
  }

  private static String parameter(RoutingContext ctx, String name) {
    @Nullable String value = ctx.request().getParam(name);
    return value == null ? "" : value;
  }
}
