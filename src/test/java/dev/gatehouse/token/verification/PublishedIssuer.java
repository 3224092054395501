package dev.gatehouse.token.verification;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.gatehouse.testing.Assertions;
import dev.gatehouse.testing.DocumentServer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Date;

/** An issuer that is nothing but its documents, RFC 8414 §3 and RFC 7517 §5, and signs with the keys of the test. */
record PublishedIssuer(DocumentServer server) implements AutoCloseable {
  static final String RESOURCE = "https://rs.example/mcp";
  static final String METADATA = "/.well-known/oauth-authorization-server";

  static PublishedIssuer started(JWK... keys) {
    var issuer = new PublishedIssuer(DocumentServer.plain());
    issuer.server.publish(METADATA, issuer.metadata().encode());
    issuer.publish(keys);
    issuer.revoke("");
    return issuer;
  }

  String url() {
    return "http://127.0.0.1:" + server.port();
  }

  JsonObject metadata() {
    return new JsonObject()
        .put("issuer", url())
        .put("jwks_uri", url() + "/jwks")
        .put("gatehouse_revocation_list_endpoint", url() + "/revoked");
  }

  void publish(JWK... keys) {
    server.publish("/jwks", Assertions.jwks(keys).encode());
  }

  void revoke(String grant) {
    server.publish("/revoked", "{\"grants\":[\"" + grant + "\"]}");
  }

  /** Of the grant {@code grant}, for an hour. */
  String token(JWK key, Instant now) {
    var header = Assertions.header(key).type(new JOSEObjectType("at+jwt")).build();
    var claims = new JWTClaimsSet.Builder()
        .issuer(url())
        .subject("alice")
        .audience(RESOURCE)
        .claim("client_id", "inspector")
        .jwtID("grant.1")
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(3600)));
    return Assertions.sign(key, header, claims.build());
  }

  @Override
  public void close() {
    server.close();
  }
}
