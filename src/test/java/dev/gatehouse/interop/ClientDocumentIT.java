package dev.gatehouse.interop;

import dev.gatehouse.testing.PemFiles;
import dev.gatehouse.tls.Certificates;
import dev.gatehouse.tls.TlsIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The official TypeScript client 2.4 with a {@code client_id} that is the URL of its metadata document. */
class ClientDocumentIT {
  private static final Path CERTIFICATE = file("certificate.pem");
  private static final Path PRIVATE_KEY = file("key.pem");

  static {
    TlsIdentity identity = Certificates.selfSigned(Clock.systemUTC(), List.of("localhost"));
    try {
      Files.writeString(CERTIFICATE, PemFiles.pem(identity.certificate()));
      PemFiles.write(
          PRIVATE_KEY,
          PemFiles.pkcs8(new KeyPair(identity.certificate().getPublicKey(), identity.key())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @RegisterExtension
  static final RunningJar gatehouse =
      new RunningJar("--cimd-allow-loopback", "--trusted-certificates", CERTIFICATE.toString());

  @Test
  void client_2_gets_in_without_registration() throws IOException, InterruptedException {
    Script.inNode("client-document.test.mjs")
        .with("CERTIFICATE", CERTIFICATE.toString())
        .with("PRIVATE_KEY", PRIVATE_KEY.toString())
        .passes(1, gatehouse);
  }

  private static Path file(String name) {
    try {
      return Script.logs().resolve("client-document-" + name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
