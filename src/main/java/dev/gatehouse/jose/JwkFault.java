package dev.gatehouse.jose;

/** What is wrong with a JWK, in words to be read after "the key". */
public enum JwkFault {
  /** A member that has to be kept secret; RFC 7517 §9.2, RFC 7518 §6. */
  PRIVATE("has a private or symmetric member"),
  NOT_AN_OBJECT("is not an object"),
  /** {@code use}, {@code alg} or {@code key_ops} says so, RFC 7517 §4.2 to §4.4. */
  OTHER_PURPOSE("says itself that it is not for these signatures"),
  /** {@code kty} or {@code crv} is that of no algorithm the reader takes. */
  OTHER_TYPE("is of another type or curve"),
  KEY_ID("has a kid that is not a string of 256 characters or fewer"),
  /** A member that its type needs is missing, no string, or not base64url. */
  MALFORMED("lacks a member that its kty needs, or has a malformed one"),
  /** RFC 7518 §3.3 */
  RSA_TOO_SHORT("is no RSA key of 2048 bits or more"),
  /** An event loop would be busy with it for too long. */
  RSA_TOO_LONG("is no RSA key of 4096 bits or fewer"),
  RSA_UNSAFE("is no RSA key with an odd modulus and a small odd exponent"),
  /** RFC 7518 §6.2.1 */
  NOT_ON_P256("is no point on P-256"),
  /** RFC 8032 §5.1.3 */
  NOT_ON_ED25519("is no point on Ed25519"),
  /** With such a key anyone can write a signature that fits everything. */
  SMALL_ORDER("is no point of prime order on Ed25519");

  private final String words;

  JwkFault(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
