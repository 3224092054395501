package dev.gatehouse.resourceserver;

import static dev.gatehouse.resourceserver.ForgedToken.encode;
import static dev.gatehouse.resourceserver.ForgedToken.hmac;
import static dev.gatehouse.resourceserver.ForgedToken.input;
import static dev.gatehouse.resourceserver.ForgedToken.signed;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ES256 at the gate, RFC 7518 §3.4, beside RS256: attacks on the curve, and on the choice between the two (RFC 8725 §3.1). */
class GateEs256Test {
  private static final BigInteger ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  @RegisterExtension
  static final Gated rs = Gated.withDefaults();

  private static final ECKey CURVE = newKey(Curve.P_256, "curve");

  @BeforeAll
  static void publishBoth() {
    publish(rs.issuer().key(), CURVE);
  }

  @BeforeEach
  void accepts_good_tokens_of_both_keys() {
    assertThat(rs.whoami(token()).status()).isEqualTo(200);
    assertThat(rs.whoami(rs.token()).status()).isEqualTo(200);
  }

  @Test // JWT-23, CVE-2022-21449
  void refuses_psychic_signatures() {
    String input = input(header("ES256", "curve"), rs.claims().encode()) + '.';
    byte[] good = signature();
    byte[] r = Arrays.copyOf(good, 32);
    byte[] s = Arrays.copyOfRange(good, 32, 64);
    byte[] zero = new byte[32];
    byte[] order = number(ORDER);
    List.of(
            joined(zero, zero),
            joined(r, zero),
            joined(zero, s),
            joined(order, order),
            joined(order, s),
            joined(r, order),
            joined(r, number(new BigInteger(1, s).add(ORDER).mod(BigInteger.TWO.pow(256)))))
        .forEach(signature -> refused(input + encode(signature)));
    refused(input + encode(new byte[] {0x30, 6, 2, 1, 0, 2, 1, 0}));
  }

  @Test // RFC 7518 §3.4: 64 bytes, neither DER nor any other length
  void refuses_other_forms_of_a_good_signature() throws JOSEException {
    String payload = rs.claims().encode();
    refused(signed(header("ES256", "curve"), payload, "SHA256withECDSA", CURVE.toPrivateKey()));
    byte[] good = signature();
    String input = input(header("ES256", "curve"), payload) + '.';
    refused(input + encode(Arrays.copyOf(good, 63)));
    refused(input + encode(Arrays.copyOf(good, 65)));
    refused(input + encode(Arrays.copyOf(good, 96)));
    refused(input + encode(joined(new byte[32], good)));
  }

  @Test
  void refuses_a_changed_payload_or_signature() {
    String[] parts = token().split("\\.", -1);
    refused(parts[0] + '.' + encode(rs.claims().put("sub", "bob").encode()) + '.' + parts[2]);
    byte[] changed = Base64.getUrlDecoder().decode(parts[2]);
    changed[40] ^= 1;
    refused(parts[0] + '.' + parts[1] + '.' + encode(changed));
  }

  @Test // the key decides the algorithm, not the token
  void refuses_each_algorithm_with_the_name_of_the_other_key() throws JOSEException {
    String payload = rs.claims().encode();
    var rsa = rs.issuer().key().toPrivateKey();
    refused(signed(header("RS256", "curve"), payload, "SHA256withRSA", rsa));
    refused(signed(header("ES256", "key-1"), payload, "SHA256withRSA", rsa));
    var curve = CURVE.toPrivateKey();
    String p1363 = "SHA256withECDSAinP1363Format";
    refused(signed(header("ES256", "key-1"), payload, p1363, curve));
    refused(signed(header("RS256", "curve"), payload, p1363, curve));
    refused(signed(header("RS256", "key-1"), payload, p1363, curve));
    refused(signed(header("ES256", "curve"), payload, "SHA256withRSA", rsa));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ES384", "ES512", "ES256K", "EdDSA", "PS256", "HS256", "es256", "none"})
  void refuses_every_other_algorithm_with_the_good_key(String alg) throws JOSEException {
    refused(signed(
        header(alg, "curve"),
        rs.claims().encode(),
        "SHA256withECDSAinP1363Format",
        CURVE.toPrivateKey()));
  }

  @Test // CVE-2016-5431
  void refuses_an_hmac_keyed_with_the_public_key() throws JOSEException {
    byte[] der = CURVE.toECPublicKey().getEncoded();
    for (String alg : List.of("HS256", "ES256")) {
      refused(hmac(header(alg, "curve"), rs.claims(), "HmacSHA256", der));
      refused(hmac(header(alg, "curve"), rs.claims(), "HmacSHA256", CURVE.getX().decode()));
    }
  }

  @Test
  void refuses_the_key_of_another_under_the_name_of_ours() {
    refused(token(newKey(Curve.P_256, "curve")));
    refused(token(newKey(Curve.P_256, "unknown")));
  }

  @Test // RFC 7517 §5: what is no key on P-256 for ES256 is passed over; invalid points, too
  void takes_no_key_that_is_not_one_for_es256() throws JOSEException {
    ECKey larger = newKey(Curve.P_384, "larger");
    ECKey fresh = newKey(Curve.P_256, "other");
    JsonObject jwk = new JsonObject(fresh.toPublicJWK().toJSONString());
    publish(
        new JsonObject(larger.toPublicJWK().toJSONString()),
        jwk.copy().put("kid", "named-rs256").put("alg", "RS256"),
        jwk.copy().put("kid", "for-encryption").put("use", "enc"),
        jwk.copy().put("kid", "off-curve").put("y", jwk.getString("x")),
        jwk.copy().put("kid", "not-base64").put("y", "%"),
        jwk.copy().put("kid", "short").put("y", "AAAA"),
        jwk.copy().put("kid", "no-y").putNull("y"),
        jwk.copy().put("kid", "other-curve").put("crv", "secp256k1"),
        new JsonObject(CURVE.toPublicJWK().toJSONString()),
        new JsonObject(rs.issuer().key().toPublicJWK().toJSONString()));
    List.of(
            "named-rs256",
            "for-encryption",
            "off-curve",
            "not-base64",
            "short",
            "no-y",
            "other-curve")
        .forEach(kid -> {
          rs.clock().advance(Duration.ofSeconds(6));
          refused(token(new ECKey.Builder(fresh).keyID(kid).build()));
        });
    publish(rs.issuer().key(), CURVE);
  }

  private static void publish(JWK... keys) {
    rs.issuer().publishKeys(keys);
    rs.clock().advance(Duration.ofSeconds(6));
  }

  private static void publish(JsonObject... keys) {
    rs.issuer()
        .publish(
            "/oauth/jwks",
            new JsonObject().put("keys", new JsonArray(List.of(keys))).encode());
    rs.clock().advance(Duration.ofSeconds(6));
  }

  private static void refused(String token) {
    RawHttp.Reply reply = rs.whoami(token);
    assertThat(reply.status()).as("token %s", token).isEqualTo(401);
    assertThat(reply.challenge()).contains("error=\"invalid_token\"");
  }

  private static String header(String alg, String kid) {
    return "{\"alg\":\"" + alg + "\",\"typ\":\"at+jwt\",\"kid\":\"" + kid + "\"}";
  }

  private static String token() {
    return token(CURVE);
  }

  private static String token(ECKey key) {
    try {
      var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
          .type(Rfc9068AccessTokenTest.AT_JWT)
          .keyID(key.getKeyID());
      var jws = new JWSObject(header.build(), new Payload(rs.claims().encode()));
      jws.sign(new ECDSASigner(key));
      return jws.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] signature() {
    try {
      String token = signed(
          header("ES256", "curve"),
          rs.claims().encode(),
          "SHA256withECDSAinP1363Format",
          CURVE.toPrivateKey());
      return Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] joined(byte[] r, byte[] s) {
    byte[] both = Arrays.copyOf(r, r.length + s.length);
    System.arraycopy(s, 0, both, r.length, s.length);
    return both;
  }

  private static byte[] number(BigInteger value) {
    byte[] bytes = value.toByteArray();
    var padded = new byte[32];
    int length = Math.min(bytes.length, 32);
    System.arraycopy(bytes, bytes.length - length, padded, 32 - length, length);
    return padded;
  }

  private static ECKey newKey(Curve curve, String kid) {
    try {
      return new ECKeyGenerator(curve).keyID(kid).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
