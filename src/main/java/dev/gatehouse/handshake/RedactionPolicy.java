package dev.gatehouse.handshake;

import dev.gatehouse.oauth.crypto.Secrets;

/**
 * By what everything in this process is redacted: log lines, decisions, exchanges, the steps of the guide. One for both servers, so that
 * the same secret has the same mask wherever it appears.
 *
 * @param mask what stands in place of a secret
 * @param known identifiers that may be shown although they look random
 */
public record RedactionPolicy(Mask mask, KnownIdentifiers known) {
  /** One that knows no identifier yet. */
  public static RedactionPolicy of(Secrets secrets) {
    return new RedactionPolicy(new Mask(secrets), new KnownIdentifiers());
  }
}
