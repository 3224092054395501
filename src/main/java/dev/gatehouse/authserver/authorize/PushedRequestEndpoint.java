package dev.gatehouse.authserver.authorize;

import dev.gatehouse.authserver.client.ClientAuthentication;
import dev.gatehouse.authserver.client.KeyProof;
import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.access.Cors;
import dev.gatehouse.http.address.RemoteAddress;
import dev.gatehouse.http.answer.AllowedMethods;
import dev.gatehouse.http.answer.Forms;
import dev.gatehouse.http.answer.JsonAnswer;
import dev.gatehouse.http.answer.OAuthFailures;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.Params;
import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.oauth.grant.AuthorizationRequest;
import dev.gatehouse.store.Owner;
import dev.gatehouse.store.PushedRequest;
import dev.gatehouse.store.PushedRequests;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;

/**
 * {@code POST /par}: pushed authorization requests, RFC 9126 §2. The client sends its authorization request here, authenticates as at the
 * token endpoint, and is told of every fault at once; the browser then brings a reference to it, which works once and for a minute.
 */
public final class PushedRequestEndpoint implements Endpoint {
  /** What a reference of ours begins with; RFC 9126 §2.2. */
  static final String PREFIX = "urn:ietf:params:oauth:request_uri:";

  private static final Duration LIFETIME = Duration.ofSeconds(60);

  private final ClientAuthentication authentication;
  private final KeyProof keyProof;
  private final AuthorizationChecks checks;
  private final PushedRequests requests;
  private final Secrets secrets;
  private final Clock clock;
  private final Decisions decisions;
  private final OAuthFailures failures;

  public PushedRequestEndpoint(
      ClientAuthentication authentication,
      KeyProof keyProof,
      AuthorizationChecks checks,
      PushedRequests requests,
      Secrets secrets,
      Clock clock,
      Decisions decisions) {
    this.authentication = authentication;
    this.keyProof = keyProof;
    this.checks = checks;
    this.requests = requests;
    this.secrets = secrets;
    this.clock = clock;
    this.decisions = decisions;
    this.failures = new OAuthFailures(decisions, Step.PUSHED_REQUEST, secrets);
  }

  @Override
  public void mount(Router router) {
    router
        .route(ServerEndpoint.PUSHED_REQUEST.path())
        .handler(Cors.open(HttpMethod.POST))
        .handler(new AllowedMethods(HttpMethod.POST))
        .failureHandler(failures);
    router
        .post(ServerEndpoint.PUSHED_REQUEST.path())
        .handler(Forms.body())
        .handler(this::push)
        .failureHandler(failures);
  }

  private void push(RoutingContext ctx) {
    Params params = Forms.form(ctx);
    authentication
        .authenticate(ctx, Step.PUSHED_REQUEST, params)
        .map(client -> checked(client, params))
        .compose(request -> keyProof.thumbprint(ctx).map(key -> bound(request, key)))
        .compose(request -> keep(request, RemoteAddress.of(ctx)))
        .onSuccess(reference -> answer(ctx, reference))
        .onFailure(ctx::fail);
  }

  private AuthorizationRequest checked(Client client, Params params) {
    if (params.has("request_uri")) {
      throw OAuthException.invalidRequest(
          Cause.REQUEST_OBJECT_UNSUPPORTED,
          "request_uri must not be pushed: push the request itself (RFC 9126 section 2.1)");
    }
    return checks.request(client, checks.redirectUri(client, params), params);
  }

  // RFC 9449 §10.1: the proof says the same as dpop_jkt, which may be left out then.
  private static AuthorizationRequest bound(AuthorizationRequest request, String key) {
    if (key.isEmpty()) {
      return request;
    }
    String announced = request.binding().keyThumbprint();
    if (!announced.isEmpty() && !announced.equals(key)) {
      throw OAuthException.of(
          OAuthError.INVALID_DPOP_PROOF,
          Cause.KEY_MISMATCH,
          "dpop_jkt is not the thumbprint of the key of the proof");
    }
    return request.boundTo(key);
  }

  private Future<String> keep(AuthorizationRequest request, String address) {
    Client client = request.client();
    String reference = PREFIX + secrets.next();
    var pushed = new PushedRequest(
        Secrets.sha256(reference),
        client.verified() && !client.isPublic()
            ? Owner.client(client.id())
            : Owner.network(address, RemoteAddress.site(address)),
        request,
        clock.instant().plus(LIFETIME));
    return requests.save(pushed).map(saved -> {
      AcceptedRequest.announce(decisions, Step.PUSHED_REQUEST, request);
      return reference;
    });
  }

  private static void answer(RoutingContext ctx, String reference) {
    ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    JsonAnswer.send(
        ctx,
        201,
        new JsonObject().put("request_uri", reference).put("expires_in", LIFETIME.toSeconds()));
  }
}
