package dev.gatehouse.token.signing;

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
import java.util.concurrent.Callable;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A signing key in a PEM file, RFC 7468: {@code PRIVATE KEY} (PKCS#8), {@code RSA PRIVATE KEY} (PKCS#1) or {@code EC PRIVATE KEY} (SEC 1).
 * Warns where others may read the file.
 */
public final class PemKeyFile implements Callable<SigningKey> {
  private static final Logger LOG = LoggerFactory.getLogger("gatehouse");
  private static final String RIGHT =
      "must be a PEM file with one private key, RSA of 2048 bits or more or EC on P-256, unencrypted";
  private static final int LARGEST = 64 * 1024;
  private static final Set<PosixFilePermission> OTHERS = Set.of(
      PosixFilePermission.GROUP_READ,
      PosixFilePermission.GROUP_WRITE,
      PosixFilePermission.OTHERS_READ,
      PosixFilePermission.OTHERS_WRITE);

  private final Path file;

  public PemKeyFile(Path file) {
    this.file = file;
  }

  /** Reads the file; fails with a {@link KeyFileException} that says what is wrong with it. */
  @Override
  public SigningKey call() throws KeyFileException {
    PrivateKeyInfo key = onlyKey(content());
    warnWhereOthersMayRead();
    return new SigningKey(PrivateKeys.pair(key, PemKeyFile::refused));
  }

  private String content() throws KeyFileException {
    try {
      if (!Files.isRegularFile(file)) {
        throw refused(Files.exists(file) ? "that is no file" : "there is no such file");
      }
      if (Files.size(file) > LARGEST) {
        throw refused("that file is too large");
      }
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (KeyFileException ours) {
      throw ours;
    } catch (NoSuchFileException gone) {
      throw refused("there is no such file");
    } catch (IOException unreadable) {
      throw refused("that file cannot be read by this user");
    }
  }

  private static PrivateKeyInfo onlyKey(String pem) throws KeyFileException {
    List<PrivateKeyInfo> keys = new ArrayList<>();
    String other = "nothing in PEM form";
    try (var parser = new PEMParser(new StringReader(pem))) {
      for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
        if (part instanceof PrivateKeyInfo key) {
          keys.add(key);
        } else if (part instanceof PEMKeyPair pair) {
          keys.add(pair.getPrivateKeyInfo());
        } else {
          other = kindOf(part);
        }
      }
    } catch (IOException | RuntimeException malformed) {
      throw refused("that file is damaged"); // the parser's own words may quote the key
    }
    if (keys.size() != 1) {
      throw refused("that file holds " + (keys.isEmpty() ? other : keys.size() + " private keys"));
    }
    return keys.get(0);
  }

  private static String kindOf(Object part) {
    return part instanceof PKCS8EncryptedPrivateKeyInfo || part instanceof PEMEncryptedKeyPair
        ? "an encrypted key (openssl pkey -in FILE -out PLAIN decrypts it)"
        : "no private key";
  }

  private void warnWhereOthersMayRead() {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      if (permissions.stream().anyMatch(OTHERS::contains)) {
        LOG.warn("others may read or change the signing key: chmod 600 {}", file);
      }
    } catch (IOException | UnsupportedOperationException unknown) {
      LOG.debug("no permissions to be seen on {}", file);
    }
  }

  private static KeyFileException refused(String fault) {
    return new KeyFileException(RIGHT + "; " + fault);
  }
}
