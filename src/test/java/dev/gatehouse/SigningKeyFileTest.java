package dev.gatehouse;

import static dev.gatehouse.testing.ReplyAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.settings.SettingsBuilder;
import dev.gatehouse.settings.model.Settings;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.Jwt;
import dev.gatehouse.testing.PemFiles;
import dev.gatehouse.testing.Reply;
import dev.gatehouse.testing.TestClient;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A signing key of the operator's own, RFC 7518 §3.3 and §3.4: tokens survive a restart. */
class SigningKeyFileTest {
  private static final String ADMIN = "an-admin-token-of-32-characters-or-more";

  @TempDir
  private Path directory;

  private Path file;
  private Settings settings;
  private Gatehouse gatehouse;

  @BeforeEach
  void choose() {
    file = directory.resolve("key.pem");
    settings = settings(file);
  }

  @AfterEach
  void stop() {
    if (gatehouse != null) {
      gatehouse.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--signing-key", "AUTH_SERVER_SIGNING_KEY"})
  void does_not_start_with_a_wrong_file_and_says_what_would_be_right(String how)
      throws IOException {
    PemFiles.write(file, PemFiles.pkcs8(PemFiles.rsa(1024)));
    boolean flag = how.startsWith("--");
    Map<String, String> environment = flag ? Map.of() : Map.of(how, file.toString());
    String[] arguments = flag ? new String[] {how, file.toString()} : new String[0];
    try (var program = Invoked.in(directory, environment, arguments)) {
      assertThat(program.exitCode()).isEqualTo(2);
      assertThat(program.errors())
          .startsWith("gatehouse: auth-server.signing-key is '" + file + "': must be a PEM file")
          .contains("RSA of 2048 bits or more or EC on P-256")
          .contains("has 1024 bits")
          .hasLineCount(1);
    }
  }

  @ParameterizedTest // M-03
  @ValueSource(strings = {"RSA", "EC"})
  void accepts_tokens_of_before_a_restart(String type) throws IOException {
    write(pair(type));
    start();
    String before = token();
    assertThat(Jwt.header(before).getString("alg"))
        .isEqualTo(type.equals("EC") ? "ES256" : "RS256");
    restart();
    assertThat(whoami(before)).hasStatus(200);
    assertThat(whoami(token())).hasStatus(200);
  }

  @Test // M-03: 401, so that clients fetch new ones
  void refuses_tokens_of_before_a_restart_with_another_key() throws IOException {
    write(pair("RSA"));
    start();
    String before = token();
    write(pair("EC"));
    restart();
    Reply reply = whoami(before);
    assertThat(reply).hasStatus(401);
    assertThat(reply.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
    assertThat(whoami(token())).hasStatus(200);
  }

  @Test // read by Nimbus, which shares no line with us
  void signs_es256_as_others_verify_it() throws Exception {
    write(pair("EC"));
    start();
    SignedJWT token = SignedJWT.parse(token());
    var keys = JWKSet.parse(Http.get(issuer() + "/oauth/jwks").body());
    var key = keys.getKeyByKeyId(token.getHeader().getKeyID());
    assertThat(key.isPrivate()).isFalse();
    assertThat(token.getHeader().getKeyID()).isEqualTo(key.computeThumbprint().toString());
    assertThat(token.verify(new ECDSAVerifier(key.toECKey()))).isTrue();
  }

  @Test
  void rotates_to_the_key_that_was_put_into_the_file() throws IOException {
    write(pair("RSA"));
    start();
    String before = token();
    assertThat(rotate()).hasStatus(409); // the same file
    PemFiles.write(file, "not a key");
    assertThat(rotate()).hasStatus(409);
    assertThat(rotate().body()).contains("auth-server.signing-key must be a PEM file");
    write(pair("EC"));
    assertThat(rotate()).hasStatus(200);
    String after = token();
    assertThat(Jwt.header(after).getString("alg")).isEqualTo("ES256");
    assertThat(whoami(after)).hasStatus(200);
    assertThat(whoami(before)).hasStatus(200);
  }

  @Test // M-04
  void leaves_the_file_out_of_what_settings_print() {
    assertThat(settings.authServer().toString()).doesNotContain(file.toString(), ADMIN);
  }

  private static Settings settings(Path file) {
    return SettingsBuilder.create()
        .onFreePorts()
        .set("auth-server.signing-key", file.toString())
        .set("auth-server.admin-token", ADMIN)
        .build();
  }

  private void start() {
    gatehouse = Gatehouse.builder()
        .settings(settings)
        .start()
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  private void restart() {
    stop();
    start();
  }

  private String token() {
    return TestClient.register(issuer(), settings.resourceServer().resource())
        .freshTokens("alice", "mcp.read")
        .getString("access_token");
  }

  private Reply whoami(String token) {
    return Http.get(
        settings.resourceServer().origin() + "/whoami", "Authorization", "Bearer " + token);
  }

  private Reply rotate() {
    return Http.send(
        "POST", issuer() + "/admin/keys/rotate", "", "Authorization", "Bearer " + ADMIN);
  }

  private String issuer() {
    return settings.authServer().issuer();
  }

  private void write(KeyPair pair) throws IOException {
    PemFiles.write(file, PemFiles.pkcs8(pair));
  }

  private static KeyPair pair(String type) {
    return type.equals("EC") ? PemFiles.curve("secp256r1") : PemFiles.rsa(2048);
  }
}
