package dev.gatehouse.http;

import dev.gatehouse.handshake.Exchange;
import dev.gatehouse.handshake.Exchange.Answered;
import dev.gatehouse.handshake.Exchange.Asked;
import dev.gatehouse.handshake.Exchange.Body;
import dev.gatehouse.handshake.Exchange.Events;
import dev.gatehouse.handshake.Mask;
import dev.gatehouse.handshake.Party;
import dev.gatehouse.handshake.Recording;
import dev.gatehouse.handshake.RedactedHeaders;
import dev.gatehouse.handshake.RedactedJson;
import dev.gatehouse.handshake.Redaction;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads what may be shown of a request that has been answered. What nobody read is not shown: the body of a stranger whom the gate refused. */
final class ExchangeReader {
  private final RoutingContext ctx;
  private final HttpServerRequest request;
  private final Recording recording;
  private final Redaction redaction;
  private final RedactedHeaders headers;
  private final RedactedJson json;

  ExchangeReader(RoutingContext ctx, Mask mask, Recording recording) {
    this.ctx = ctx;
    this.request = ctx.request();
    this.recording = recording;
    this.redaction = new Redaction(mask);
    this.headers = new RedactedHeaders(redaction);
    this.json = new RedactedJson(redaction);
  }

  Exchange read(Party party, Instant begun, long nanos) {
    Asked asked = asked();
    Answered answered = answered();
    return new Exchange(
        begun,
        TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - nanos),
        party,
        peer(),
        swept(asked),
        swept(answered),
        recording.decisions(),
        redaction.tokens(),
        redaction.marks(),
        redaction.facts());
  }

  private Asked asked() {
    @Nullable String query = request.query();
    return new Asked(
        request.method().name(),
        redaction.path(request.path()),
        query == null ? Map.of() : redaction.query(query),
        headers.of(request.headers()),
        body());
  }

  private Body body() {
    if (request.isExpectMultipart()) {
      var form = new LinkedHashMap<String, String>();
      request
          .formAttributes()
          .forEach((name, value) ->
              form.merge(name, redaction.parameter(name, value), (one, two) -> one + ' ' + two));
      return new Body(form, "");
    }
    return ctx.body().available() && ctx.body().length() > 0
        ? new Body(Map.of(), json.body(ctx.body().asString()))
        : Body.NONE;
  }

  private Answered answered() {
    HttpServerResponse response = ctx.response();
    @Nullable String sent = recording.answer();
    String shown = sent == null ? "" : isPublic() ? json.document(sent) : json.body(sent);
    boolean answered = response.ended() || response.headWritten(); // a stream that was left
    int status = answered ? response.getStatusCode() : 0;
    return new Answered(
        status, headers.of(response.headers()), new Body(Map.of(), shown), events());
  }

  private Events events() {
    return new Events(recording.events().stream().map(json::body).toList(), recording.moreEvents());
  }

  private boolean isPublic() {
    String path = request.path();
    return path.contains("/.well-known/") || path.equals("/oauth/jwks");
  }

  private String peer() {
    @Nullable SocketAddress address = request.remoteAddress(); // null once the connection is gone
    return address == null ? "" : shortest(address.hostAddress()) + ':' + address.port();
  }

  // RFC 5952: [::1] and not 0:0:0:0:0:0:0:1.
  private static String shortest(String address) {
    @Nullable InetAddress parsed = NetUtil.createInetAddressFromIpAddressString(address);
    return parsed instanceof Inet6Address ? '[' + NetUtil.toAddressString(parsed) + ']' : address;
  }

  private Asked swept(Asked asked) {
    return new Asked(
        asked.method(),
        redaction.swept(asked.path()),
        swept(asked.query()),
        swept(asked.headers()),
        swept(asked.body()));
  }

  private Answered swept(Answered answered) {
    Events events = answered.events();
    return new Answered(
        answered.status(),
        swept(answered.headers()),
        swept(answered.body()),
        new Events(events.first().stream().map(redaction::swept).toList(), events.more()));
  }

  private Body swept(Body body) {
    return new Body(swept(body.form()), redaction.swept(body.json()));
  }

  private Map<String, String> swept(Map<String, String> values) {
    var swept = new LinkedHashMap<String, String>();
    values.forEach((name, value) -> swept.put(redaction.swept(name), redaction.swept(value)));
    return swept;
  }
}
