package dev.gatehouse.tls;

import dev.gatehouse.pem.PemException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.IPAddress;

/** Makes self-signed certificates, RFC 5280: EC P-256, for a server with these names, for thirteen months. In memory alone. */
public final class Certificates {
  private static final X500Name SUBJECT = new X500Name("CN=Gatehouse self-signed");
  private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);
  private static final Duration LIFETIME = Duration.ofDays(397); // browsers take no longer one

  private Certificates() {}

  /** For the names, DNS or addresses, an IPv6 one with or without brackets. Takes some milliseconds of CPU. */
  public static TlsIdentity selfSigned(Clock clock, Collection<String> names) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      return new TlsIdentity(pair.getPrivate(), List.of(certificate(clock, names, pair)));
    } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
      throw new IllegalStateException("every JDK has EC P-256", e);
    }
  }

  /** For {@code localhost}, {@code 127.0.0.1} and {@code ::1}, and the names. */
  public static TlsIdentity selfSignedForLoopback(Clock clock, String... names) {
    var all = new ArrayList<>(List.of("localhost", "127.0.0.1", "::1"));
    all.addAll(Arrays.asList(names));
    return selfSigned(clock, all);
  }

  static List<X509Certificate> of(List<X509CertificateHolder> holders) throws PemException {
    var certificates = new ArrayList<X509Certificate>();
    try {
      for (X509CertificateHolder holder : holders) {
        certificates.add(new JcaX509CertificateConverter().getCertificate(holder));
      }
    } catch (CertificateException malformed) {
      throw new PemException("a certificate in that file is damaged");
    }
    return certificates;
  }

  private static X509Certificate certificate(Clock clock, Collection<String> names, KeyPair pair)
      throws GeneralSecurityException, OperatorCreationException, CertIOException {
    Instant now = clock.instant();
    var builder = new JcaX509v3CertificateBuilder(
            SUBJECT,
            serial(pair),
            Date.from(now.minus(CLOCKS_DIFFER)),
            Date.from(now.plus(LIFETIME)),
            SUBJECT,
            pair.getPublic())
        .addExtension(Extension.subjectAlternativeName, false, alternatives(names))
        .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
        .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
        .addExtension(
            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
  }

  // RFC 5280 §4.1.2.2: positive, unique, 20 bytes at most. The key is unique.
  private static BigInteger serial(KeyPair pair) throws GeneralSecurityException {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(pair.getPublic().getEncoded());
    return new BigInteger(1, Arrays.copyOf(hash, 16));
  }

  private static GeneralNames alternatives(Collection<String> names) {
    return new GeneralNames(names.stream()
        .map(name -> name.replaceAll("[\\[\\]]", ""))
        .distinct()
        .map(name -> new GeneralName(
            IPAddress.isValid(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
        .toArray(GeneralName[]::new));
  }
}
