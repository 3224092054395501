package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.settings.SettingsBuilder;
import dev.gatehouse.settings.model.Settings;
import dev.gatehouse.settings.model.SettingsException;
import dev.gatehouse.testing.Http;
import dev.gatehouse.testing.PemFiles;
import dev.gatehouse.tls.Certificates;
import dev.gatehouse.tls.TlsIdentity;
import dev.gatehouse.tls.TlsTrust;
import dev.gatehouse.wiring.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates in PEM files: what is wrong with one stops the start with a sentence. */
class TlsFilesTest {
  private final TlsIdentity identity = Certificates.selfSignedForLoopback(Clock.systemUTC());

  @TempDir
  private Path directory;

  @Test
  void refuses_a_certificate_file_that_is_not_there() throws IOException {
    assertRefused(
        directory.resolve("none.pem"),
        key(identity),
        "server.tls-certificate is '" + directory.resolve("none.pem")
            + "': must be a PEM file with certificates; there is no such file");
  }

  @Test
  void saves_the_certificate_that_it_made_without_the_key() throws Exception {
    Path file = directory.resolve("save.pem");
    Files.writeString(file, PemFiles.pem(identity.certificate())); // of an earlier start
    Gatehouse gatehouse = saving(file);
    try {
      assertThat(Files.readString(file))
          .startsWith("-----BEGIN CERTIFICATE-----\n")
          .doesNotContain("KEY");
      assertThat(TlsTrust.inFile(file).additional())
          .containsExactly(gatehouse.tls().identity().certificate());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-r--r--");
      assertThat(directory).isDirectoryNotContaining("glob:**/.gatehouse*");
    } finally {
      gatehouse.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  @Test
  void overwrites_nothing_but_a_certificate() throws IOException {
    Path both = directory.resolve("both.pem");
    Files.writeString(
        both, Files.readString(certificate(identity)) + Files.readString(key(identity)));
    Path text = Files.writeString(directory.resolve("notes.txt"), "dear diary");
    for (Path file : List.of(both, text, key(identity), directory)) {
      assertThatThrownBy(() -> saving(file))
          .hasRootCauseInstanceOf(SettingsException.class)
          .hasMessageContaining("server.tls-save is '" + file + "': ")
          .hasMessageContaining("is not overwritten");
    }
    assertThat(text).hasContent("dear diary");
    assertThatThrownBy(() -> saving(directory.resolve("none/there.pem")))
        .hasMessageContaining("its directory is not there");
  }

  @Test
  void saves_no_certificate_where_none_is_made() {
    assertThatThrownBy(
            () -> SettingsBuilder.create().set("server.tls-save", "x.pem").build())
        .hasMessageContaining("must come with server.tls self-signed");
  }

  private static Gatehouse saving(Path file) {
    return Gatehouse.builder()
        .settings(SettingsBuilder.create()
            .onFreePorts()
            .set("server.tls", "self-signed")
            .set("server.tls-save", file.toString())
            .build())
        .start()
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  @Test
  void refuses_a_file_without_a_certificate() throws IOException {
    assertRefused(key(identity), key(identity), "that file holds no certificate");
  }

  @Test
  void refuses_a_damaged_certificate() throws IOException {
    Path damaged = directory.resolve("damaged.pem");
    Files.writeString(damaged, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    assertRefused(damaged, key(identity), "that file is damaged");
  }

  @Test
  void refuses_a_key_of_another_certificate() throws IOException {
    Path other = key(Certificates.selfSignedForLoopback(Clock.systemUTC()));
    assertRefused(
        certificate(identity),
        other,
        "server.tls-key is '" + other + "'",
        "the key in that file is not that of the first certificate in");
  }

  @Test
  void refuses_a_key_of_another_kind() throws IOException {
    KeyPair rsa = PemFiles.rsa(2048);
    Path other = PemFiles.write(directory.resolve("rsa.pem"), PemFiles.pkcs8(rsa));
    assertRefused(certificate(identity), other, "is not that of the first certificate");
  }

  @Test
  void refuses_a_key_that_is_encrypted() throws IOException {
    Path encrypted =
        PemFiles.write(directory.resolve("encrypted.pem"), PemFiles.encrypted(PemFiles.rsa(2048)));
    assertRefused(certificate(identity), encrypted, "that file holds an encrypted key");
  }

  @Test
  void refuses_a_certificate_that_has_expired_or_is_not_valid_yet() throws IOException {
    Instant now = Instant.now();
    for (Duration off : new Duration[] {Duration.ofDays(-500), Duration.ofDays(2)}) {
      TlsIdentity stale =
          Certificates.selfSignedForLoopback(Clock.fixed(now.plus(off), ZoneOffset.UTC));
      assertRefused(
          certificate(stale), key(stale), off.isNegative() ? "expired at" : "is not valid before");
    }
  }

  @Test
  void refuses_trusted_certificates_that_are_none() {
    assertThatThrownBy(() -> TlsFiles.load(
            SettingsBuilder.create()
                .set(
                    "server.trusted-certificates", directory.resolve("none.pem").toString())
                .build(),
            Clock.systemUTC()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("server.trusted-certificates is")
        .hasMessageContaining("there is no such file");
  }

  @Test
  void ends_the_start_with_the_refusal() throws IOException {
    Settings settings = settings(directory.resolve("none.pem"), key(identity));
    assertThatThrownBy(() -> Gatehouse.builder()
            .settings(settings)
            .start()
            .toCompletionStage()
            .toCompletableFuture()
            .join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(SettingsException.class);
  }

  @Test
  void serves_with_the_certificate_of_the_files() throws IOException {
    Gatehouse gatehouse = Gatehouse.builder()
        .settings(settings(certificate(identity), key(identity)))
        .start()
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    try {
      String issuer = gatehouse.settings().authServer().issuer();
      assertThat(issuer).startsWith("https://");
      assertThat(Http.get(issuer + "/health").status()).isEqualTo(200);
      assertThat(gatehouse.tls().identity().fingerprint()).isEqualTo(identity.fingerprint());
    } finally {
      gatehouse.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private void assertRefused(Path certificate, Path key, String... words) {
    assertThatThrownBy(() -> TlsFiles.load(settings(certificate, key), Clock.systemUTC()))
        .isInstanceOf(SettingsException.class)
        .message()
        .contains(words)
        .hasLineCount(1);
  }

  private static Settings settings(Path certificate, Path key) {
    return SettingsBuilder.create()
        .onFreePorts()
        .set("server.tls-certificate", certificate.toString())
        .set("server.tls-key", key.toString())
        .build();
  }

  private Path certificate(TlsIdentity one) throws IOException {
    return PemFiles.write(
        Files.createTempFile(directory, "cert", ".pem"), PemFiles.pem(one.certificate()));
  }

  private Path key(TlsIdentity one) throws IOException {
    var pair = new KeyPair(one.certificate().getPublicKey(), one.key());
    return PemFiles.write(Files.createTempFile(directory, "key", ".pem"), PemFiles.pkcs8(pair));
  }
}
