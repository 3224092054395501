package dev.gatehouse.token.signing;

import dev.gatehouse.pem.PemException;
import dev.gatehouse.pem.PemFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/**
 * A signing key in a PEM file, RFC 7468: {@code PRIVATE KEY} (PKCS#8), {@code RSA PRIVATE KEY} (PKCS#1) or {@code EC PRIVATE KEY} (SEC 1).
 * Warns where others may read the file.
 */
public final class PemKeyFile implements Callable<SigningKey> {
  private static final String RIGHT =
      "must be a PEM file with one private key, RSA of 2048 bits or more or EC on P-256, unencrypted";

  private final PemFile file;

  public PemKeyFile(Path file) {
    this.file = new PemFile(file);
  }

  /** Reads the file; fails with a {@link KeyFileException} that says what is wrong with it. */
  @Override
  public SigningKey call() throws KeyFileException {
    try {
      var key = file.onlyKey();
      file.warnWhereOthersMayRead("signing key");
      return new SigningKey(PrivateKeys.pair(key, PemKeyFile::refused));
    } catch (PemException wrong) {
      throw refused(wrong.fault());
    }
  }

  private static KeyFileException refused(String fault) {
    return new KeyFileException(RIGHT + "; " + fault);
  }
}
