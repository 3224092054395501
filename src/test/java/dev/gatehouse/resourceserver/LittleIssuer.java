package dev.gatehouse.resourceserver;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An authorization server made of the JDK's HTTP server and Nimbus: nothing in it is ours, so that it can be a witness. */
public final class LittleIssuer implements AutoCloseable {
  private final HttpServer server;
  private final String path;
  private final Clock clock;
  private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
  private final Map<String, String> documents = new ConcurrentHashMap<>();
  private volatile RSAKey key = newKey("key-1");
  private volatile int status = 200;

  private LittleIssuer(int port, String path, Clock clock) throws IOException {
    this.path = path;
    this.clock = clock;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::answer);
    server.start();
    publishKeys(key);
    publishRevoked(List.of(), List.of());
    publish("/.well-known/oauth-authorization-server" + path, metadata().encode());
  }

  public static LittleIssuer started(Clock clock) {
    return started(0, "", clock);
  }

  public static LittleIssuer started(int port, String path, Clock clock) {
    try {
      return new LittleIssuer(port, path, clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return "http://localhost:" + port() + path;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public RSAKey key() {
    return key;
  }

  public JsonObject metadata() {
    return new JsonObject()
        .put("issuer", url())
        .put("jwks_uri", url() + "/oauth/jwks")
        .put("gatehouse_revocation_list_endpoint", url() + "/oauth/revoked");
  }

  /** Serves the document at the path, which is from the server's root. */
  public void publish(String at, String document) {
    documents.put(at, document);
  }

  public void withdraw(String at) {
    documents.remove(at);
  }

  public void publishKeys(JWK... keys) {
    publish(path + "/oauth/jwks", new JWKSet(List.of(keys)).toPublicJWKSet().toString());
  }

  public void publishRevoked(List<String> grants, List<String> tokens) {
    publish(
        path + "/oauth/revoked",
        new JsonObject()
            .put("grants", new JsonArray(grants))
            .put("tokens", new JsonArray(tokens))
            .encode());
  }

  /** Signs with a new key from now on, and publishes both. */
  public void rotate(String kid) {
    RSAKey old = key;
    key = newKey(kid);
    publishKeys(old, key);
  }

  /** What it answers instead of 200. */
  public void answerWith(int other) {
    status = other;
  }

  public int requestsFor(String at) {
    return requests.getOrDefault(path + at, new AtomicInteger()).get();
  }

  /** Claims of a good token, to be changed. */
  public JsonObject claims(String resource) {
    long now = clock.instant().getEpochSecond();
    return new JsonObject()
        .put("iss", url())
        .put("sub", "alice")
        .put("aud", resource)
        .put("client_id", "inspector")
        .put("iat", now)
        .put("exp", now + 3600)
        .put("jti", "grant-1." + Long.toHexString(System.nanoTime()))
        .put("scope", "mcp.read notes:read");
  }

  /** The claims in a token with a good header and signature. */
  public String sign(JsonObject claims) {
    return sign(claims.encode(), new JOSEObjectType("at+jwt"), key);
  }

  /** Whatever the payload is, signed. */
  public static String sign(String payload, JOSEObjectType type, RSAKey key) {
    var header = new JWSHeader.Builder(JWSAlgorithm.RS256).type(type).keyID(key.getKeyID());
    return sign(header.build(), payload, key);
  }

  public static String sign(JWSHeader header, String payload, RSAKey key) {
    try {
      var jws = new JWSObject(header, new Payload(payload));
      jws.sign(new RSASSASigner(key));
      return jws.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  public static RSAKey newKey(String kid) {
    try {
      return new RSAKeyGenerator(2048).keyID(kid).keyUse(KeyUse.SIGNATURE).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String at = exchange.getRequestURI().getPath();
    requests.computeIfAbsent(at, any -> new AtomicInteger()).incrementAndGet();
    String document = documents.get(at);
    String tag = '"' + Integer.toHexString(String.valueOf(document).hashCode()) + '"';
    boolean same = tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
    int answer = document == null ? 404 : status != 200 ? status : same ? 304 : 200;
    byte[] body = answer == 200 ? document.getBytes(StandardCharsets.UTF_8) : new byte[0];
    exchange.getResponseHeaders().add("ETag", tag);
    exchange.sendResponseHeaders(answer, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
