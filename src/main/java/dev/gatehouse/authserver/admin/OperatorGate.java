package dev.gatehouse.authserver.admin;

import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.http.answer.JsonAnswer;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.oauth.uri.Loopback;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Lets the operator pass: on this computer, with the admin token (RFC 6750 §2.1). */
final class OperatorGate implements Handler<RoutingContext> {
  private static final String BEARER = "Bearer ";
  private static final List<String> SPEAKS_FOR_ANOTHER =
      List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via", "Origin");

  private final String tokenHash;
  private final Decisions decisions;

  OperatorGate(String token, Decisions decisions) {
    this.tokenHash = Secrets.sha256(token);
    this.decisions = decisions;
  }

  @Override
  public void handle(RoutingContext ctx) {
    if (!isFromHere(ctx.request())) {
      refuse(ctx, 403, "forbidden", "send it from this computer itself, to a loopback name");
    } else if (!hasToken(ctx.request().headers().getAll(HttpHeaders.AUTHORIZATION))) {
      ctx.response().putHeader("WWW-Authenticate", "Bearer realm=\"gatehouse admin\"");
      refuse(ctx, 401, "unauthorized", "present auth-server.admin-token as bearer token");
    } else {
      ctx.next();
    }
  }

  private void refuse(RoutingContext ctx, int status, String code, String detail) {
    decisions
        .refused(Step.ADMINISTRATION, Cause.OPERATOR_UNPROVEN)
        .because(detail)
        .announce();
    ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    JsonAnswer.error(ctx, status, code, detail);
  }

  // A proxy on this computer connects from loopback too, on behalf of anyone.
  private static boolean isFromHere(HttpServerRequest request) {
    String host = request.getHeader(HttpHeaders.HOST);
    return isLoopback(request.remoteAddress())
        && host != null
        && Loopback.isAuthority(host)
        && SPEAKS_FOR_ANOTHER.stream().noneMatch(request.headers()::contains);
  }

  private static boolean isLoopback(SocketAddress peer) {
    try {
      String address = peer.hostAddress();
      return address != null && InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException noAddress) {
      return false;
    }
  }

  private boolean hasToken(List<String> authorization) {
    return authorization.size() == 1
        && authorization.get(0).regionMatches(true, 0, BEARER, 0, BEARER.length())
        && Secrets.same(
            Secrets.sha256(authorization.get(0).substring(BEARER.length()).strip()), tokenHash);
  }
}
