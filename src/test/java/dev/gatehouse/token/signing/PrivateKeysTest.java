package dev.gatehouse.token.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.testing.PemFiles;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which private keys may sign, RFC 7518 §3.3 and §3.4: to the bit, and only where they were seen to work. */
class PrivateKeysTest {
  private static final KeyPair RSA = PemFiles.rsa(2048);
  private static final KeyPair EC = PemFiles.curve("secp256r1");

  @ParameterizedTest // the numbers are made up, so that those of good length are damaged
  @CsvSource({
    "2047, the RSA key in that file has 2047 bits",
    "2048, the key in that file is damaged",
    "8192, the key in that file is damaged",
    "8193, 'the RSA key in that file has 8193 bits, more than 8192'"
  })
  void refuses_an_rsa_key_shorter_than_2048_and_longer_than_8192_bits(int bits, String fault) {
    BigInteger modulus = BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.ONE);
    assertRefused(rsa(modulus, ((RSAPrivateCrtKey) RSA.getPrivate()).getPrimeExponentP()), fault);
  }

  @Test
  void refuses_an_rsa_key_whose_halves_do_not_fit() {
    var key = (RSAPrivateCrtKey) RSA.getPrivate();
    assertRefused(rsa(key.getModulus(), BigInteger.valueOf(3)), "the key in that file is damaged");
  }

  @Test // SEC 1 §3.2.1: from one to below the order
  void refuses_a_number_that_is_no_secret_of_the_curve() {
    BigInteger order = SECNamedCurves.getByOID(SECObjectIdentifiers.secp256r1).getN();
    for (BigInteger number : new BigInteger[] {BigInteger.ZERO, order, order.add(BigInteger.ONE)}) {
      assertRefused(
          curve(number, SECObjectIdentifiers.secp256r1), "the key in that file is damaged");
    }
  }

  @Test
  void takes_the_first_and_the_last_secret_of_the_curve() throws IOException {
    BigInteger order = SECNamedCurves.getByOID(SECObjectIdentifiers.secp256r1).getN();
    for (BigInteger number : new BigInteger[] {BigInteger.ONE, order.subtract(BigInteger.ONE)}) {
      KeyPair pair = pair(curve(number, SECObjectIdentifiers.secp256r1));
      assertThat(((ECPrivateKey) pair.getPrivate()).getS()).isEqualTo(number);
    }
  }

  @Test
  void refuses_another_curve_and_another_type_of_key() {
    assertRefused(
        curve(BigInteger.TEN, SECObjectIdentifiers.secp384r1),
        "the EC key in that file is not said");
    assertRefused(
        info(new ASN1ObjectIdentifier("1.3.101.112"), DERNull.INSTANCE, DERNull.INSTANCE),
        "that file holds a key of another type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2.840.113549.1.1.1", "1.2.840.10045.2.1"})
  void refuses_a_key_without_its_numbers(String type) {
    assertRefused(
        info(new ASN1ObjectIdentifier(type), SECObjectIdentifiers.secp256r1, DERNull.INSTANCE),
        "the key in that file is damaged");
  }

  @Test // RFC 5915 §3: the file need not hold the point
  void works_out_the_public_half() throws IOException {
    for (KeyPair whole : new KeyPair[] {RSA, EC}) {
      KeyPair pair = pair(PrivateKeyInfo.getInstance(whole.getPrivate().getEncoded()));
      assertThat(pair.getPublic()).isEqualTo(whole.getPublic());
      assertThat(pair.getPrivate()).isEqualTo(whole.getPrivate());
    }
  }

  private static void assertRefused(PrivateKeyInfo key, String fault) {
    assertThatThrownBy(() -> pair(key))
        .isInstanceOfSatisfying(
            KeyFileException.class, refused -> assertThat(refused.fault()).startsWith(fault));
  }

  private static KeyPair pair(PrivateKeyInfo key) throws KeyFileException {
    return PrivateKeys.pair(key, KeyFileException::new);
  }

  private static PrivateKeyInfo rsa(BigInteger modulus, BigInteger primeExponentP) {
    var key = (RSAPrivateCrtKey) RSA.getPrivate();
    return info(
        PKCSObjectIdentifiers.rsaEncryption,
        DERNull.INSTANCE,
        new RSAPrivateKey(
            modulus,
            key.getPublicExponent(),
            key.getPrivateExponent(),
            key.getPrimeP(),
            key.getPrimeQ(),
            primeExponentP,
            key.getPrimeExponentQ(),
            key.getCrtCoefficient()));
  }

  private static PrivateKeyInfo curve(BigInteger secret, ASN1ObjectIdentifier curve) {
    return info(
        X9ObjectIdentifiers.id_ecPublicKey,
        curve,
        new org.bouncycastle.asn1.sec.ECPrivateKey(256, secret));
  }

  private static PrivateKeyInfo info(
      ASN1ObjectIdentifier type, ASN1Encodable parameters, ASN1Encodable key) {
    try {
      return new PrivateKeyInfo(new AlgorithmIdentifier(type, parameters), key);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
