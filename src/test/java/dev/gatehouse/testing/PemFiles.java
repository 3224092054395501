package dev.gatehouse.testing;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** Keys as operators keep them: PEM files that only their owner reads. */
public final class PemFiles {
  private PemFiles() {}

  public static KeyPair rsa(int bits) {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public static KeyPair curve(String name) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(name));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public static KeyPair of(String algorithm) throws GeneralSecurityException {
    return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
  }

  /** {@code BEGIN PRIVATE KEY} */
  public static String pkcs8(KeyPair pair) {
    return written(new PemObject("PRIVATE KEY", pair.getPrivate().getEncoded()));
  }

  /** {@code BEGIN EC PRIVATE KEY} with the name of the curve, RFC 5915, as openssl writes it. */
  public static String sec1(KeyPair pair) {
    var secret = ((java.security.interfaces.ECPrivateKey) pair.getPrivate()).getS();
    var key = new ECPrivateKey(256, secret, SECObjectIdentifiers.secp256r1);
    try {
      return written(new PemObject("EC PRIVATE KEY", key.getEncoded()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code BEGIN RSA PRIVATE KEY} or {@code BEGIN PUBLIC KEY}. */
  public static String pem(Key key) {
    return written(key);
  }

  /** {@code BEGIN CERTIFICATE} */
  public static String pem(X509Certificate certificate) {
    return written(certificate);
  }

  /** {@code BEGIN ENCRYPTED PRIVATE KEY} */
  public static String encrypted(KeyPair pair) {
    try {
      var encryptor = new JceOpenSSLPKCS8EncryptorBuilder(JcaPKCS8Generator.AES_256_CBC)
          .setProvider(new BouncyCastleProvider())
          .setPassword("secret".toCharArray())
          .build();
      return written(new JcaPKCS8Generator(pair.getPrivate(), encryptor).generate());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** For its owner alone. */
  public static Path write(Path file, String content) throws IOException {
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  private static String written(Object part) {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(part);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
