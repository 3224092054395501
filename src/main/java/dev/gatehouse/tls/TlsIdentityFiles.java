package dev.gatehouse.tls;

import dev.gatehouse.pem.PemException;
import dev.gatehouse.pem.PemFile;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** The identity in two PEM files: certificates, the server's own first (RFC 8446 §4.4.2), and the private key of that one. */
public final class TlsIdentityFiles {
  private final Path certificates;
  private final Path key;
  private final Clock clock;

  public TlsIdentityFiles(Path certificates, Path key, Clock clock) {
    this.certificates = certificates;
    this.key = key;
    this.clock = clock;
  }

  /** The certificates; fails where there is none, or the first is not valid now. */
  public List<X509Certificate> chain() throws PemException {
    List<X509Certificate> chain = Certificates.of(new PemFile(certificates).certificates());
    Instant now = clock.instant();
    Instant begin = chain.get(0).getNotBefore().toInstant();
    Instant end = chain.get(0).getNotAfter().toInstant();
    if (now.isAfter(end)) {
      throw new PemException("the certificate in that file expired at " + end);
    }
    if (now.isBefore(begin)) {
      throw new PemException("the certificate in that file is not valid before " + begin);
    }
    return chain;
  }

  /** The whole; fails where the key is not that of the chain's first certificate. Warns where others may read the key. */
  public TlsIdentity identity(List<X509Certificate> chain) throws PemException {
    var file = new PemFile(key);
    PrivateKey found;
    try {
      found = new JcaPEMKeyConverter().getPrivateKey(file.onlyKey());
    } catch (PEMException unknown) {
      throw new PemException("that file holds a key of a type that TLS does not use");
    }
    file.warnWhereOthersMayRead("TLS key");
    if (!areOne(found, chain.get(0))) {
      throw new PemException(
          "the key in that file is not that of the first certificate in " + certificates);
    }
    return new TlsIdentity(found, chain);
  }

  private static boolean areOne(PrivateKey key, X509Certificate certificate) {
    String algorithm = switch (key.getAlgorithm()) {
      case "EC" -> "SHA256withECDSA";
      case "RSA" -> "SHA256withRSA";
      default -> key.getAlgorithm();
    };
    try {
      var signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update((byte) 1);
      byte[] trial = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update((byte) 1);
      return signature.verify(trial);
    } catch (GeneralSecurityException differentKinds) {
      return false;
    }
  }
}
