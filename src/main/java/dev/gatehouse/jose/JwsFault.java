package dev.gatehouse.jose;

/** What is wrong with a compact JWS or its header; each caller has words of its own. */
public enum JwsFault {
  /** Longer than the caller reads; CWE-770. */
  TOO_LONG,
  /** Not three parts: neither unsigned nor encrypted ones are read, RFC 8725 §2.1. */
  NOT_THREE_PARTS,
  /** The signature is empty. */
  UNSIGNED,
  /** The header or the payload is empty. */
  EMPTY_PART,
  /** A character that is not in the alphabet of base64url, RFC 7515 §2. */
  NOT_BASE64URL,
  /** Padding or unused bits: one token would have many spellings, RFC 4648 §3.5. */
  NOT_CANONICAL,
  /** The header or the payload is not one JSON object, or two readers could disagree about it. */
  NOT_STRICT_JSON,
  /** {@code alg} is not one that the caller takes, RFC 8725 §3.1. */
  ALGORITHM,
  /** {@code typ} is that of another kind of JWT, RFC 8725 §3.11. */
  TYPE,
  /** {@code crit} or {@code b64}: no extension is understood, RFC 7515 §4.1.11, RFC 7797. */
  EXTENSION,
  /** The header brings a key, or says where one is, RFC 8725 §3.10. */
  OWN_KEY,
  /** {@code kid} is missing, not a string, or too long. */
  KEY_ID
}
