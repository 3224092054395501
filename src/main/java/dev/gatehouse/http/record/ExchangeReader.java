package dev.gatehouse.http.record;

import dev.gatehouse.handshake.Exchange;
import dev.gatehouse.handshake.Exchange.Answered;
import dev.gatehouse.handshake.Exchange.Asked;
import dev.gatehouse.handshake.Exchange.Body;
import dev.gatehouse.handshake.Exchange.Events;
import dev.gatehouse.handshake.Party;
import dev.gatehouse.handshake.Recording;
import dev.gatehouse.handshake.RedactedHeaders;
import dev.gatehouse.handshake.RedactedJson;
import dev.gatehouse.handshake.RedactedParameters;
import dev.gatehouse.handshake.Redaction;
import dev.gatehouse.handshake.RedactionPolicy;
import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.http.address.PeerAddress;
import dev.gatehouse.oauth.uri.WellKnown;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads what may be shown of a request that has been answered. What nobody read is not shown: the body of a stranger whom the gate refused. */
final class ExchangeReader {
  private final Party party;
  private final RoutingContext ctx;
  private final HttpServerRequest request;
  private final Recording recording;
  private final Optional<ServerEndpoint> endpoint;
  private final Redaction redaction;
  private final RedactedHeaders headers;
  private final RedactedJson json;

  ExchangeReader(Party party, RoutingContext ctx, RedactionPolicy policy, Recording recording) {
    this.party = party;
    this.ctx = ctx;
    this.request = ctx.request();
    this.endpoint = ServerEndpoint.find(party, request.path());
    this.recording = recording;
    this.redaction = new Redaction(policy);
    this.headers = new RedactedHeaders(redaction);
    this.json = new RedactedJson(redaction);
  }

  Exchange read(Instant begun, long nanos) {
    Asked asked = asked();
    Answered answered = answered();
    return new Exchange(
        begun,
        TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - nanos),
        party,
        PeerAddress.text(request.remoteAddress()),
        swept(asked),
        swept(answered),
        recording.decisions().stream().map(redaction::swept).toList(),
        redaction.tokens(),
        redaction.marks(),
        redaction.facts());
  }

  private Asked asked() {
    @Nullable String query = request.query();
    var parameters = RedactedParameters.at(request.path(), redaction);
    return new Asked(
        redaction.method(request.method().name()),
        redaction.path(request.path()),
        query == null ? Map.of() : parameters.ofQuery(query),
        headers.of(request.headers()),
        body(parameters));
  }

  private Body body(RedactedParameters parameters) {
    if (request.isExpectMultipart()) {
      return new Body(parameters.ofForm(request.formAttributes()), "");
    }
    return ctx.body().available() && ctx.body().length() > 0
        ? new Body(Map.of(), sent(ctx.body().asString()))
        : Body.NONE;
  }

  private String sent(String body) {
    if (isMcp()) {
      return json.mcpRequest(body);
    }
    return is(ServerEndpoint.REGISTRATION) || is(ServerEndpoint.REGISTRATION_MANAGEMENT)
        ? json.registration(body)
        : json.stray(body);
  }

  private Answered answered() {
    HttpServerResponse response = ctx.response();
    @Nullable String sent = recording.answer();
    boolean answered = response.ended() || response.headWritten(); // a stream that was left
    int status = answered ? response.getStatusCode() : 0;
    String shown = sent == null ? "" : said(sent, status);
    return new Answered(
        status, headers.of(response.headers()), new Body(Map.of(), shown), events());
  }

  private String said(String body, int status) {
    if (isMcp()) {
      return json.mcpAnswer(body);
    }
    return status == 200 && isPublic() ? json.document(body) : json.oauthAnswer(body);
  }

  private Events events() {
    return new Events(
        recording.events().stream().map(json::mcpAnswer).toList(), recording.moreEvents());
  }

  private boolean isPublic() {
    return request.path().contains(WellKnown.PREFIX) || is(ServerEndpoint.JWKS);
  }

  private boolean isMcp() {
    return is(ServerEndpoint.MCP) || is(ServerEndpoint.LANDING_PAGE);
  }

  private boolean is(ServerEndpoint expected) {
    return endpoint.filter(expected::equals).isPresent();
  }

  private Asked swept(Asked asked) {
    return new Asked(
        asked.method(),
        redaction.swept(asked.path()),
        redaction.swept(asked.query()),
        redaction.swept(asked.headers()),
        swept(asked.body()));
  }

  private Answered swept(Answered answered) {
    Events events = answered.events();
    return new Answered(
        answered.status(),
        redaction.swept(answered.headers()),
        swept(answered.body()),
        new Events(events.first().stream().map(redaction::swept).toList(), events.more()));
  }

  private Body swept(Body body) {
    return new Body(redaction.swept(body.form()), redaction.swept(body.json()));
  }
}
