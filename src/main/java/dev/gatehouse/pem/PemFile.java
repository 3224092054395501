package dev.gatehouse.pem;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PEM file, RFC 7468: a private key as {@code PRIVATE KEY} (PKCS#8), {@code RSA PRIVATE KEY} (PKCS#1) or {@code EC PRIVATE KEY} (SEC 1), or
 * certificates.
 */
public final class PemFile {
  private static final Logger LOG = LoggerFactory.getLogger("gatehouse");
  private static final int LARGEST_KEY = 64 << 10;
  private static final int LARGEST_BUNDLE = 1 << 20; // all public authorities take 200 KB
  private static final Set<PosixFilePermission> OTHERS = Set.of(
      PosixFilePermission.GROUP_READ,
      PosixFilePermission.GROUP_WRITE,
      PosixFilePermission.OTHERS_READ,
      PosixFilePermission.OTHERS_WRITE);

  private final Path file;

  public PemFile(Path file) {
    this.file = file;
  }

  /** The one private key in it, unencrypted. */
  public PrivateKeyInfo onlyKey() throws PemException {
    List<PrivateKeyInfo> keys = new ArrayList<>();
    String other = "nothing in PEM form";
    for (Object part : parts(LARGEST_KEY)) {
      if (part instanceof PrivateKeyInfo key) {
        keys.add(key);
      } else if (part instanceof PEMKeyPair pair) {
        keys.add(pair.getPrivateKeyInfo());
      } else {
        other = kindOf(part);
      }
    }
    if (keys.size() != 1) {
      throw new PemException(
          "that file holds " + (keys.isEmpty() ? other : keys.size() + " private keys"));
    }
    return keys.get(0);
  }

  /** The certificates in it, one or more, in their order; what else it holds is passed over. */
  public List<X509CertificateHolder> certificates() throws PemException {
    List<X509CertificateHolder> certificates = parts(LARGEST_BUNDLE).stream()
        .filter(X509CertificateHolder.class::isInstance)
        .map(X509CertificateHolder.class::cast)
        .toList();
    if (certificates.isEmpty()) {
      throw new PemException("that file holds no certificate (BEGIN CERTIFICATE)");
    }
    return certificates;
  }

  /** Whether it is a file with one certificate or more, and nothing else: no key, which would be lost with it. */
  public boolean holdsCertificatesAlone() {
    try {
      List<Object> parts = parts(LARGEST_BUNDLE);
      return !parts.isEmpty() && parts.stream().allMatch(X509CertificateHolder.class::isInstance);
    } catch (PemException unreadable) {
      return false;
    }
  }

  /** Warns where others may read or change the file, whose content is called so. */
  public void warnWhereOthersMayRead(String content) {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      if (permissions.stream().anyMatch(OTHERS::contains)) {
        LOG.warn("others may read or change the {}: chmod 600 {}", content, file);
      }
    } catch (IOException | UnsupportedOperationException unknown) {
      LOG.debug("no permissions to be seen on {}", file);
    }
  }

  private List<Object> parts(int largest) throws PemException {
    var parts = new ArrayList<Object>();
    try (var parser = new PEMParser(new StringReader(content(largest)))) {
      for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
        parts.add(part);
      }
    } catch (PemException ours) {
      throw ours;
    } catch (IOException | RuntimeException malformed) {
      throw new PemException("that file is damaged"); // the parser's own words may quote the key
    }
    return parts;
  }

  private String content(int largest) throws PemException {
    try {
      if (!Files.isRegularFile(file)) {
        throw new PemException(Files.exists(file) ? "that is no file" : "there is no such file");
      }
      if (Files.size(file) > largest) {
        throw new PemException("that file is too large");
      }
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (PemException ours) {
      throw ours;
    } catch (NoSuchFileException gone) {
      throw new PemException("there is no such file");
    } catch (IOException unreadable) {
      throw new PemException("that file cannot be read by this user");
    }
  }

  private static String kindOf(Object part) {
    return part instanceof PKCS8EncryptedPrivateKeyInfo || part instanceof PEMEncryptedKeyPair
        ? "an encrypted key (openssl pkey -in FILE -out PLAIN decrypts it)"
        : "no private key";
  }
}
