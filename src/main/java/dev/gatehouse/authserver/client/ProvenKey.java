package dev.gatehouse.authserver.client;

import io.vertx.core.Future;
import java.util.function.Supplier;

/** The key that a client proved to hold, RFC 9449 §5, or none. The proof is good and not used up: that is left to whoever gives something for it. */
public final class ProvenKey {
  private final String thumbprint;
  private final Supplier<Future<Void>> use;

  ProvenKey(String thumbprint, Supplier<Future<Void>> use) {
    this.thumbprint = thumbprint;
    this.use = use;
  }

  static ProvenKey none() {
    return new ProvenKey("", Future::succeededFuture);
  }

  /** Empty for none. */
  public String thumbprint() {
    return thumbprint;
  }

  /**
   * Uses the proof up; fails with {@code invalid_dpop_proof} where it was used before. To be called once the credential that comes with it is
   * known to be good, so that nobody fills the memory of used proofs with requests that get nothing, and before that one is used up.
   */
  public Future<Void> use() {
    return use.get();
  }
}
