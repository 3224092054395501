package dev.gatehouse.token.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.nimbusds.jose.jwk.JWK;
import dev.gatehouse.jose.JwsAlgorithm;
import dev.gatehouse.testing.PemFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Signing keys in PEM files, RFC 7468: which are taken, and what is said of the others. */
class PemKeyFileTest {
  private static final String RIGHT =
      "must be a PEM file with one private key, RSA of 2048 bits or more or EC on P-256, unencrypted; ";

  private static final KeyPair RSA = PemFiles.rsa(2048);
  private static final KeyPair EC = PemFiles.curve("secp256r1");

  @TempDir
  private Path directory;

  @Test
  void refuses_a_file_that_is_not_there_and_a_directory() {
    assertRefused(directory.resolve("missing.pem"), "there is no such file");
    assertRefused(directory, "that is no file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "{\"kty\":\"RSA\"}"})
  void refuses_what_is_not_pem(String content) throws IOException {
    assertRefused(file(content), "that file holds nothing in PEM form");
  }

  @ParameterizedTest // a damaged key is not quoted
  @ValueSource(strings = {"PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"})
  void refuses_a_damaged_key_and_quotes_none_of_it(String type) throws IOException {
    for (String body : List.of("AAAA", "c2VjcmV0", "%%%%", "MIIB", "")) {
      Path file = file("-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n");
      assertThatThrownBy(new PemKeyFile(file)::call)
          .isInstanceOf(KeyFileException.class)
          .hasMessageStartingWith(RIGHT)
          .hasMessageNotContaining("c2VjcmV0");
    }
  }

  @Test
  void refuses_a_public_key() throws IOException {
    assertRefused(file(PemFiles.pem(RSA.getPublic())), "that file holds no private key");
  }

  @Test
  void refuses_an_encrypted_key_and_says_how_to_decrypt_it() throws IOException {
    String pem = PemFiles.encrypted(EC);
    assertRefused(file(pem), "that file holds an encrypted key (openssl pkey");
  }

  @Test
  void refuses_two_keys() throws IOException {
    String pem = PemFiles.pkcs8(EC);
    assertRefused(file(pem + pem), "that file holds 2 private keys");
  }

  @Test // RFC 7518 §3.3
  void refuses_a_short_rsa_key() throws IOException {
    assertRefused(
        file(PemFiles.pkcs8(PemFiles.rsa(1024))), "the RSA key in that file has 1024 bits");
  }

  @Test // RFC 7518 §3.4
  void refuses_other_curves_and_other_kinds_of_key() throws Exception {
    String curve = PemFiles.pkcs8(PemFiles.curve("secp384r1"));
    assertRefused(file(curve), "the EC key in that file is not said to be on P-256");
    assertRefused(
        file(PemFiles.pkcs8(PemFiles.of("Ed25519"))), "that file holds a key of another type");
  }

  @Test
  void refuses_a_large_file() throws IOException {
    assertRefused(file("x".repeat(70_000)), "that file is too large");
  }

  @ParameterizedTest
  @CsvSource({"pkcs8,RSA", "pkcs1,RSA", "pkcs8,EC", "sec1,EC"})
  void takes_each_form_and_names_the_key_by_its_thumbprint(String form, String type)
      throws Exception {
    KeyPair pair = type.equals("EC") ? EC : RSA;
    Path file = file(written(form, pair));
    SigningKey key = new PemKeyFile(file).call();
    JWK jwk = JWK.parse(key.published().jwk().encode());
    assertThat(key.id()).isEqualTo(jwk.computeThumbprint().toString()).isEqualTo(jwk.getKeyID());
    assertThat(jwk.isPrivate()).isFalse();
    assertThat(jwk.getAlgorithm()).hasToString(type.equals("EC") ? "ES256" : "RS256");
    assertThat(key.published().signed("x", key.sign("x"))).isTrue();
    assertThat(key.published().signed("y", key.sign("x"))).isFalse();
    assertThat(new PemKeyFile(file).call().id()).isEqualTo(key.id());
  }

  @Test // openssl ecparam -genkey writes them first
  void passes_over_the_parameters_of_the_curve() throws IOException {
    String parameters =
        "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";
    Path file = file(parameters + PemFiles.sec1(EC));
    assertThat(new PemKeyFile(file).call().published().algorithm()).isEqualTo(JwsAlgorithm.ES256);
  }

  @Test // M-04
  void warns_where_others_may_read_the_file() throws IOException {
    Path file = file(PemFiles.pkcs8(EC));
    assertThat(warnings(file, "rw-------")).isEmpty();
    assertThat(warnings(file, "r--------")).isEmpty();
    for (String mode : List.of("rw-r--r--", "rw-r-----", "rw----r--", "rw--w----")) {
      assertThat(warnings(file, mode)).hasSize(1).first().asString().contains("chmod 600 " + file);
    }
  }

  private static List<String> warnings(Path file, String mode) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    var appender = new ListAppender<ILoggingEvent>();
    appender.start();
    Logger logger = (Logger) LoggerFactory.getLogger("gatehouse");
    logger.addAppender(appender);
    try {
      new PemKeyFile(file).call();
    } finally {
      logger.detachAppender(appender);
    }
    return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static String written(String form, KeyPair pair) {
    return switch (form) {
      case "pkcs8" -> PemFiles.pkcs8(pair);
      case "pkcs1" -> PemFiles.pem(pair.getPrivate());
      default -> PemFiles.sec1(pair);
    };
  }

  private Path file(String content) throws IOException {
    return PemFiles.write(Files.createTempFile(directory, "key", ".pem"), content);
  }

  private static void assertRefused(Path file, String fault) {
    assertThatThrownBy(new PemKeyFile(file)::call)
        .isInstanceOf(KeyFileException.class)
        .hasMessageStartingWith(RIGHT + fault);
  }
}
