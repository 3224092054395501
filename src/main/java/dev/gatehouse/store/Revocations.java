package dev.gatehouse.store;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** Access tokens that were revoked before they ended; RFC 7009. */
public interface Revocations {
  /** All access tokens of the grant, until the last of them would have ended. */
  Future<Void> revokeGrant(String grantId, Instant until);

  /** One access token. */
  Future<Void> revokeToken(String jti, Instant until);

  /** Whether the access token was revoked, alone or with its grant. */
  Future<Boolean> isRevoked(String grantId, String jti);

  /** What is revoked now. */
  Future<Revoked> all();

  /**
   * What is revoked.
   *
   * @param grants ids of grants
   * @param tokens {@code jti} of single tokens
   */
  record Revoked(List<String> grants, List<String> tokens) {
    public Revoked {
      grants = List.copyOf(grants);
      tokens = List.copyOf(tokens);
    }
  }
}
