package dev.gatehouse.store.memory;

import dev.gatehouse.jose.Base64Url;
import dev.gatehouse.oauth.crypto.Secrets;
import java.nio.ByteBuffer;

/** The first 128 bits of a hash: what a value is told from all others by, in little room. */
record TruncatedHash(long high, long low) {
  /** In heap. */
  static final int BYTES = 32;

  static TruncatedHash of(String value) {
    var bytes = ByteBuffer.wrap(Base64Url.decode(Secrets.sha256(value)));
    return new TruncatedHash(bytes.getLong(), bytes.getLong());
  }
}
