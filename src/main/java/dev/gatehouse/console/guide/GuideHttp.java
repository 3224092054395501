package dev.gatehouse.console.guide;

import dev.gatehouse.client.RefusedTargetException;
import dev.gatehouse.http.address.PeerAddress;
import dev.gatehouse.http.client.BodyBound;
import dev.gatehouse.http.client.BoundedClient;
import dev.gatehouse.http.client.HttpBounds;
import dev.gatehouse.tls.TlsTrust;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Sends a call where the policy of its walk lets it: some seconds, so many bytes, no redirect. */
final class GuideHttp {
  static final int SECONDS = 10;
  private static final BodyBound BODY = BodyBound.refusing(256 << 10);
  private static final int LONGEST_HEADERS = 64 << 10;

  private final BoundedClient client;

  GuideHttp(Vertx vertx, TlsTrust trust) {
    this.client = new BoundedClient(
        vertx, trust, HttpBounds.once(Duration.ofSeconds(SECONDS), LONGEST_HEADERS, BODY));
  }

  /** Why there was no answer, in words. */
  static String reason(Throwable failure) {
    if (failure instanceof RefusedTargetException refused) {
      return "Nothing was sent: the address " + refused.why() + ".";
    }
    if (failure instanceof IllegalArgumentException) {
      return "Nothing was sent: what an earlier answer says does not fit into a request. An address, a port or a header field holds what it must not hold.";
    }
    if (failure instanceof UnknownHostException) {
      return "No answer: the host name does not resolve.";
    }
    if (failure instanceof ConnectException) {
      return "No answer: nothing listens there. Is the server running?";
    }
    if (failure instanceof SSLException) {
      return "No answer: TLS failed. Its certificate is not believed here (start with --trusted-certificates), or plain http is spoken there.";
    }
    return failure instanceof TimeoutException
        ? "No answer within " + SECONDS + " seconds."
        : "No answer: the connection was closed. Is this the right port, and is it http or https?";
  }

  /**
   * What came back.
   *
   * @param status of the answer
   * @param headers of the answer
   * @param body as text
   */
  record Answer(int status, MultiMap headers, String body) {
    /** The JSON object in the body, or the answer in a stream of events; an empty one where there is none. */
    JsonObject json() {
      if (!isStream(headers)) {
        return object(body);
      }
      return body.lines()
          .filter(line -> line.startsWith("data:"))
          .map(line -> object(line.substring(5).strip()))
          .filter(message -> message.containsKey("result") || message.containsKey("error"))
          .findFirst()
          .orElseGet(JsonObject::new);
    }

    String header(String name) {
      String value = headers.get(name);
      return value == null ? "" : value;
    }

    /** Without the body. */
    @Override
    public String toString() {
      return "Answer[" + status + "]";
    }
  }

  /** Fails with what {@link #reason} has words for; whatever comes of it, the connection is closed then. */
  Future<Answer> send(GuideSession walk, GuideRequest call) {
    Promise<HttpClientRequest> connected = Promise.promise();
    URI url = URI.create(call.url());
    RequestOptions options = BoundedClient.request(HttpMethod.valueOf(call.method()), url)
        .putHeader("User-Agent", "gatehouse-guide");
    call.headers().forEach(options::putHeader);
    return walk.targets()
        .addresses(url)
        .compose(addresses -> client.connect(options, addresses))
        .onSuccess(connected::complete)
        .onSuccess(
            request -> walk.sentFrom(PeerAddress.text(request.connection().localAddress())))
        .compose(request -> request.send(Buffer.buffer(call.body())))
        .compose(GuideHttp::read)
        .timeout(SECONDS, TimeUnit.SECONDS)
        .onComplete(
            any -> connected.future().onSuccess(request -> request.connection().close()));
  }

  private static Future<Answer> read(HttpClientResponse response) {
    boolean stream = isStream(response.headers()); // which may stay open
    return BODY.read(response, body -> stream && !answer(response, body).json().isEmpty())
        .map(body -> answer(response, body));
  }

  private static Answer answer(HttpClientResponse response, Buffer body) {
    return new Answer(response.statusCode(), response.headers(), body.toString());
  }

  private static boolean isStream(MultiMap headers) {
    String type = headers.get("Content-Type");
    return type != null && type.startsWith("text/event-stream");
  }

  private static JsonObject object(String text) {
    try {
      return text.startsWith("{") ? new JsonObject(text) : new JsonObject();
    } catch (DecodeException e) {
      return new JsonObject();
    }
  }
}
