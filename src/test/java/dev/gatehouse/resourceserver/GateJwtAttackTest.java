package dev.gatehouse.resourceserver;

import static dev.gatehouse.resourceserver.ForgedToken.encode;
import static dev.gatehouse.resourceserver.ForgedToken.hmac;
import static dev.gatehouse.resourceserver.ForgedToken.input;
import static dev.gatehouse.resourceserver.ForgedToken.signed;
import static dev.gatehouse.resourceserver.ForgedToken.unsigned;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.RSAKey;
import dev.gatehouse.resourceserver.RawHttp.Reply;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks on the token itself: RFC 8725 (JWT best current practice), RFC 7515, and the CVEs that each one had. */
class GateJwtAttackTest {
  @RegisterExtension
  static final Gated rs = Gated.withDefaults();

  private static final RSAKey ATTACKER = LittleIssuer.newKey("key-1");

  @BeforeEach
  void accepts_the_good_token() {
    assertThat(rs.whoami(rs.token()).status()).isEqualTo(200);
  }

  @Test // JWT-09
  void refuses_a_token_without_its_signature() {
    String[] parts = rs.token().split("\\.", -1);
    String input = parts[0] + '.' + parts[1];
    refused(input + '.');
    refused(input);
    refused(input + ".AA");
  }

  @ParameterizedTest // JWT-10, CVE-2015-9235
  @ValueSource(
      strings = {
        "\"none\"",
        "\"None\"",
        "\"NONE\"",
        "\"nOnE\"",
        "\"\"",
        "null",
        "[\"RS256\"]",
        "0",
        "true",
        "{}"
      })
  void refuses_alg_none_however_it_is_written(String alg) {
    String signature = rs.token().split("\\.", -1)[2];
    for (String header : List.of(header("\"alg\":" + alg), header("\"x\":1"))) {
      String input = unsigned(header, rs.claims());
      Stream.of("", ".", ".AA", "." + signature).forEach(end -> refused(input + end));
    }
  }

  @ParameterizedTest // JWT-11
  @ValueSource(
      strings = {"sub bob", "scope admin:notes", "aud http://other.example", "ring operator"})
  void refuses_a_changed_payload(String change) {
    String[] parts = rs.token().split("\\.", -1);
    String[] claim = change.split(" ", 2);
    refused(parts[0] + '.' + encode(rs.claims().put(claim[0], claim[1]).encode()) + '.' + parts[2]);
    refused(
        parts[0] + '.' + encode(rs.claims().put("exp", 4_000_000_000L).encode()) + '.' + parts[2]);
  }

  @Test // JWT-12
  void refuses_a_changed_signature() {
    String token = rs.token();
    int dot = token.lastIndexOf('.');
    String input = token.substring(0, dot + 1);
    byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
    IntStream.of(0, signature.length / 2, signature.length - 1).forEach(at -> {
      byte[] changed = signature.clone();
      changed[at] ^= 1;
      refused(input + encode(changed));
    });
    refused(input + encode(java.util.Arrays.copyOf(signature, 128)));
    refused(input + encode(java.util.Arrays.copyOf(signature, 512)));
    refused(input + encode(new byte[256]));
    refused(token + token.substring(dot + 1));
  }

  @ParameterizedTest // JWT-14, CVE-2016-5431
  @ValueSource(strings = {"256", "384", "512"})
  void refuses_an_hmac_keyed_with_the_public_key(String bits) throws JOSEException {
    RSAKey key = rs.issuer().key();
    byte[] der = key.toRSAPublicKey().getEncoded();
    String pem = "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END PUBLIC KEY-----";
    List<byte[]> keys = List.of(
        der,
        pem.getBytes(StandardCharsets.UTF_8),
        (pem + "\n").getBytes(StandardCharsets.UTF_8),
        key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8),
        key.getModulus().toString().getBytes(StandardCharsets.UTF_8),
        key.getModulus().decode());
    keys.forEach(secret ->
        refused(hmac(header("\"alg\":\"HS" + bits + '"'), rs.claims(), "HmacSHA" + bits, secret)));
  }

  @ParameterizedTest // JWT-15
  @ValueSource(strings = {"", "secret", "password", "changeme", "inspector", "key-1"})
  void refuses_an_hmac_keyed_with_what_can_be_guessed(String secret) {
    refused(hmac(
        header("\"alg\":\"HS256\""),
        rs.claims(),
        "HmacSHA256",
        secret.getBytes(StandardCharsets.UTF_8)));
    refused(hmac(
        header("\"alg\":\"RS256\""),
        rs.claims(),
        "HmacSHA256",
        secret.getBytes(StandardCharsets.UTF_8)));
  }

  @Test // JWT-16
  void refuses_the_key_of_another_under_the_name_of_ours() {
    refused(LittleIssuer.sign(headerOf("key-1").build(), rs.claims().encode(), ATTACKER));
    refused(LittleIssuer.sign(headerOf("unknown").build(), rs.claims().encode(), ATTACKER));
  }

  @Test // JWT-16
  void refuses_a_token_that_names_no_key() {
    JWSHeader nameless = new JWSHeader.Builder(JWSAlgorithm.RS256)
        .type(Rfc9068AccessTokenTest.AT_JWT)
        .build();
    refused(LittleIssuer.sign(nameless, rs.claims().encode(), rs.issuer().key()));
    refused(
        forged("{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":1}", rs.claims().encode()));
    refused(forged(
        "{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"\"}", rs.claims().encode()));
  }

  @Test // JWT-17, CVE-2018-0114
  void refuses_a_token_that_brings_its_key() {
    JWSHeader header = headerOf("key-1").jwk(ATTACKER.toPublicJWK()).build();
    refused(LittleIssuer.sign(header, rs.claims().encode(), ATTACKER));
    refused(LittleIssuer.sign(
        headerOf("key-1").jwk(rs.issuer().key().toPublicJWK()).build(),
        rs.claims().encode(),
        rs.issuer().key()));
    refused(forged(header("\"alg\":\"RS256\",\"x5c\":[\"AA==\"]"), rs.claims().encode()));
  }

  @Test // JWT-18
  void never_asks_where_the_token_says_its_key_is() throws Exception {
    try (var canary = LittleIssuer.started(rs.clock())) {
      URI keys = URI.create(canary.url() + "/oauth/jwks");
      refused(LittleIssuer.sign(
          headerOf("key-1").jwkURL(keys).build(), rs.claims().encode(), canary.key()));
      refused(LittleIssuer.sign(
          headerOf("key-1").x509CertURL(keys).build(), rs.claims().encode(), canary.key()));
      refused(
          LittleIssuer.sign(headerOf(keys.toString()).build(), rs.claims().encode(), canary.key()));
      assertThat(canary.requestsFor("/oauth/jwks")).isZero();
    }
  }

  @ParameterizedTest // JWT-20, JWT-21
  @ValueSource(
      strings = {
        "../../../../dev/null",
        "/dev/null",
        "file:///etc/passwd",
        "' OR 1=1 --",
        "*)(uid=*",
        "{{7*7}}",
        "${jndi:ldap://x/a}",
        "$(id)",
        "a\\u0000b"
      })
  void refuses_a_kid_that_is_a_path_or_a_program(String kid) {
    String header = "{\"alg\":\"%s\",\"typ\":\"at+jwt\",\"kid\":\"" + kid + "\"}";
    refused(hmac(header.formatted("HS256"), rs.claims(), "HmacSHA256", new byte[0]));
    refused(forged(header.formatted("RS256"), rs.claims().encode()));
  }

  @Test // JWT-22
  void asks_for_keys_once_however_many_names_are_made_up() {
    rs.clock().advance(java.time.Duration.ofSeconds(10));
    int before = rs.issuer().requestsFor("/oauth/jwks");
    IntStream.range(0, 200)
        .parallel()
        .forEach(i -> refused(LittleIssuer.sign(
            headerOf(UUID.randomUUID().toString()).build(), rs.claims().encode(), ATTACKER)));
    assertThat(rs.issuer().requestsFor("/oauth/jwks") - before).isEqualTo(1);
  }

  @ParameterizedTest // JWT-23, CVE-2022-21449
  @ValueSource(strings = {"ES256", "ES384", "ES512"})
  void refuses_psychic_signatures(String alg) {
    String input = unsigned(header("\"alg\":\"" + alg + '"'), rs.claims());
    refused(input + '.' + encode(new byte[64]));
    refused(input + '.' + encode(new byte[] {0x30, 6, 2, 1, 0, 2, 1, 0}));
  }

  @ParameterizedTest // JWT-24: even signed with the good key
  @ValueSource(
      strings = {
        "PS256",
        "RS384",
        "RS512",
        "ES256",
        "EdDSA",
        "ES256K",
        "RSA1_5",
        "rs256",
        "RS256 ",
        "SHA256withRSA"
      })
  void refuses_every_other_algorithm(String alg) {
    refused(forged(header("\"alg\":\"" + alg + '"'), rs.claims().encode()));
  }

  @Test // JWT-24
  void refuses_an_elliptic_curve_key_under_the_name_of_ours() throws NoSuchAlgorithmException {
    PrivateKey key = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate();
    refused(signed(header("\"alg\":\"ES256\""), rs.claims().encode(), "SHA256withECDSA", key));
  }

  @Test // JWT-26
  void refuses_other_serializations() {
    String token = rs.token();
    String[] parts = token.split("\\.", -1);
    refused(parts[0] + ".." + parts[2]);
    refused(
        forged("{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"key-1\",\"cty\":\"JWT\"}", token));
    refused(token + ".AA");
    refused(token + ".AA.AA");
    refused(encode("{\"payload\":\"" + parts[1] + "\",\"signatures\":[]}"));
  }

  @Test
  void refuses_critical_extensions() { // RFC 7515 section 4.1.11
    refused(forged(
        header("\"alg\":\"RS256\",\"crit\":[\"exp\"],\"exp\":1"), rs.claims().encode()));
    refused(forged(header("\"alg\":\"RS256\",\"crit\":[]"), rs.claims().encode()));
    refused(forged(header("\"alg\":\"RS256\",\"crit\":null"), rs.claims().encode()));
    refused(forged(
        header("\"alg\":\"RS256\",\"crit\":[\"b64\"],\"b64\":false"),
        rs.claims().encode()));
  }

  @Test // JWT-27
  void refuses_other_spellings_of_a_good_token() {
    String token = rs.token();
    Stream.of(
            token + "=",
            token + "==",
            token.replace(".", ".="),
            token.replace('.', '+'),
            token.substring(0, 20) + " " + token.substring(20),
            token.replace(".", "%2E"),
            token.toUpperCase(java.util.Locale.ROOT),
            "." + token,
            token + ".",
            token.replace('_', '/').replace('-', '+') + "+")
        .forEach(GateJwtAttackTest::refused);
  }

  @Test // JWT-34, RFC 4648 section 3.5: 256 bytes leave four bits unused
  void refuses_unused_bits_in_the_signature() {
    String token = rs.token();
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int last = alphabet.indexOf(token.charAt(token.length() - 1));
    String twin = token.substring(0, token.length() - 1) + alphabet.charAt(last ^ 1);
    assertThat(Base64.getUrlDecoder().decode(twin.split("\\.", -1)[2]))
        .isEqualTo(Base64.getUrlDecoder().decode(token.split("\\.", -1)[2]));
    refused(twin);
  }

  @ParameterizedTest // JWT-28
  @ValueSource(
      strings = {
        "null",
        "[]",
        "\"x\"",
        "1",
        "{}",
        "",
        "{",
        "{\"alg\":\"RS256\",}",
        "\uFEFF{}",
        "{} {}",
        "{\"a\":NaN}",
        "{'a':1}",
        "// {}"
      })
  void refuses_garbage_in_header_and_payload(String garbage) {
    refused(forged(garbage, rs.claims().encode()));
    refused(forged(header("\"alg\":\"RS256\""), garbage));
  }

  @Test // JWT-28
  void refuses_what_is_not_utf8() {
    byte[] bad = {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'};
    refused(encode(bad) + '.' + encode(rs.claims().encode()) + ".AAAA");
    refused(encode(header("\"alg\":\"RS256\"")) + '.' + encode(bad) + ".AAAA");
  }

  @Test // JWT-28, JWK-16
  void refuses_members_that_are_there_twice() {
    refused(forged(
        "{\"alg\":\"RS256\",\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"key-1\"}",
        rs.claims().encode()));
    String claims = rs.claims().encode();
    refused(forged(
        header("\"alg\":\"RS256\""),
        claims.substring(0, claims.length() - 1) + ",\"scope\":\"admin:notes\"}"));
    refused(forged(
        header("\"alg\":\"RS256\""),
        claims.substring(0, claims.length() - 1) + ",\"x\":{\"a\":1,\"a\":2}}"));
  }

  @Test // JWT-29
  void refuses_tokens_of_unreasonable_size() {
    refused(rs.issuer().sign(rs.claims().put("x", "x".repeat(7000))));
    Reply reply = rs.whoami("x".repeat(100_000));
    assertThat(reply.status()).isIn(400, 401, 431);
  }

  @Test // JWT-30, CVE-2025-53864
  void refuses_deep_nesting() {
    String deep = "[".repeat(2000) + "]".repeat(2000);
    refused(
        input("{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"key-1\",\"x\":" + deep + "}", "{}")
            + ".AAAA");
    refused(forged(header("\"alg\":\"RS256\""), "{\"x\":" + deep + "}"));
    refused(forged(header("\"alg\":\"RS256\""), "{\"exp\":" + "9".repeat(3000) + "}"));
  }

  private static void refused(String token) {
    Reply reply = rs.whoami(token);
    assertThat(reply.status()).as("token %s", token).isIn(400, 401);
    assertThat(reply.challenge())
        .startsWith("Bearer resource_metadata=")
        .contains("error=\"invalid_");
  }

  private static JWSHeader.Builder headerOf(String kid) {
    return new JWSHeader.Builder(JWSAlgorithm.RS256)
        .type(Rfc9068AccessTokenTest.AT_JWT)
        .keyID(kid);
  }

  private static String header(String members) {
    return "{" + members + ",\"typ\":\"at+jwt\",\"kid\":\"key-1\"}";
  }

  // With the issuer's own key: what is refused is refused for what it says.
  private static String forged(String header, String payload) {
    try {
      return signed(header, payload, "SHA256withRSA", rs.issuer().key().toPrivateKey());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
