package dev.gatehouse.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One RSA key for all servers of this JVM whose key is of no interest: making one takes longer than the rest of the start. */
final class SharedKey {
  static final Path FILE = write();

  private SharedKey() {}

  private static Path write() {
    try {
      Path file = Files.createTempFile("gatehouse-test-key", ".pem");
      file.toFile().deleteOnExit();
      return PemFiles.write(file, PemFiles.pkcs8(PemFiles.rsa(2048)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
