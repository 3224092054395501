package dev.gatehouse.tls;

import dev.gatehouse.pem.PemException;
import dev.gatehouse.pem.PemFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** A certificate, and never its key, in a file that everybody may read (RFC 7468 §5): for the clients that are to believe it. */
public final class CertificateFile {
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private final Path file;

  public CertificateFile(Path file) {
    this.file = file.toAbsolutePath();
  }

  /** Replaces an earlier certificate as a whole, and nothing else: a key or any other file stays. */
  public void write(X509Certificate certificate) throws PemException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !new PemFile(file).holdsCertificatesAlone()) {
      throw new PemException("that file is there and is no certificate; it is not overwritten");
    }
    try {
      Path written = Files.createTempFile(file.getParent(), ".gatehouse", ".pem");
      try {
        Files.writeString(written, pem(certificate));
        readableByAll(written);
        replace(written);
      } finally {
        Files.deleteIfExists(written);
      }
    } catch (IOException e) {
      throw new PemException(
          "that file cannot be written by this user, or its directory is not there");
    }
  }

  private void replace(Path written) throws IOException {
    try {
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void readableByAll(Path written) throws IOException {
    if (Files.getFileStore(written).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-r--r--"));
    }
  }

  private static String pem(X509Certificate certificate) {
    try {
      return "-----BEGIN CERTIFICATE-----\n"
          + LINES.encodeToString(certificate.getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was made can be encoded", e);
    }
  }
}
