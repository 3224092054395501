package dev.gatehouse.resourceserver.landing;

import com.nimbusds.jose.util.Base64URL;
import dev.gatehouse.oauth.crypto.Secrets;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody else's authorization server: allows everything to alice at once, and misbehaves as it is told. */
final class TinyAuthServer {
  /** What it did, for tests to look at. */
  final List<MultiMap> authorizations = new CopyOnWriteArrayList<>();

  final List<MultiMap> tokenRequests = new CopyOnWriteArrayList<>();
  final List<MultiMap> revocations = new CopyOnWriteArrayList<>();

  /** How it misbehaves. */
  volatile String issInMetadata = "";

  volatile String issInResponse = "";
  volatile String error = "";
  volatile boolean refusesCode;

  private final HttpServer server;
  private volatile String challenge = "";

  TinyAuthServer(Vertx vertx) {
    var router = Router.router(vertx);
    router.get("/.well-known/oauth-authorization-server").handler(this::metadata);
    router.get("/authorize").handler(this::authorize);
    router.post("/token").handler(BodyHandler.create(false)).handler(this::token);
    router.post("/revoke").handler(BodyHandler.create(false)).handler(context -> {
      revocations.add(context.request().formAttributes());
      context.end();
    });
    server =
        vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await();
  }

  String issuer() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  private void metadata(RoutingContext context) {
    context.json(new JsonObject()
        .put("issuer", issInMetadata.isEmpty() ? issuer() : issInMetadata)
        .put("authorization_endpoint", issuer() + "/authorize")
        .put("token_endpoint", issuer() + "/token")
        .put("revocation_endpoint", issuer() + "/revoke")
        .put("authorization_response_iss_parameter_supported", true));
  }

  private void authorize(RoutingContext context) {
    MultiMap query = context.queryParams();
    authorizations.add(query);
    challenge = query.get("code_challenge");
    String answer = error.isEmpty() ? "code=the-code" : "error=" + error;
    String iss = issInResponse.isEmpty() ? issuer() : issInResponse;
    context.redirect(query.get("redirect_uri") + "?" + answer + "&state=" + query.get("state")
        + (iss.equals("none") ? "" : "&iss=" + URLEncoder.encode(iss, StandardCharsets.UTF_8)));
  }

  private void token(RoutingContext context) {
    MultiMap form = context.request().formAttributes();
    tokenRequests.add(form);
    boolean proven = Secrets.sha256(form.get("code_verifier")).equals(challenge);
    if (refusesCode || !proven) {
      context.response().setStatusCode(400);
      context.json(new JsonObject().put("error", "invalid_grant"));
      return;
    }
    String scope = authorizations.get(authorizations.size() - 1).get("scope");
    long now = Instant.now().getEpochSecond();
    var claims = new JsonObject()
        .put("iss", issuer())
        .put("sub", "alice")
        .put("aud", authorizations.get(0).get("resource"))
        .put("client_id", form.get("client_id"))
        .put("scope", scope)
        .put("ring", "operator")
        .put("iat", now)
        .put("exp", now + 3600)
        .put("jti", "k2f9.x71");
    context.json(new JsonObject()
        .put("access_token", "e30." + Base64URL.encode(claims.encode()) + ".c2lnbmF0dXJl")
        .put("token_type", "Bearer")
        .put("expires_in", 3600)
        .put("scope", scope));
  }
}
