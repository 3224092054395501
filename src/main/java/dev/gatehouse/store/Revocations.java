package dev.gatehouse.store;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/**
 * Access tokens that were revoked before they ended; RFC 7009. Of a subject for whom too many are, the first is forgotten; nobody's are for
 * the sake of another's.
 */
public interface Revocations {
  /** All access tokens of the grant that the subject gave, until the last of them would have ended. */
  Future<Void> revokeGrant(String subject, String grantId, Instant until);

  /** One access token of the subject. */
  Future<Void> revokeToken(String subject, String jti, Instant until);

  /** All access tokens of the client, until the last of them would have ended. */
  Future<Void> revokeClient(String clientId, Instant until);

  /** Whether the access token was revoked: alone, with its grant, or with its client. */
  Future<Boolean> isRevoked(String clientId, String grantId, String jti);

  /** What is revoked now. */
  Future<Revoked> all();

  /**
   * What is revoked.
   *
   * @param grants ids of grants
   * @param tokens {@code jti} of single tokens
   * @param clients ids of clients
   */
  record Revoked(List<String> grants, List<String> tokens, List<String> clients) {
    public Revoked {
      grants = List.copyOf(grants);
      tokens = List.copyOf(tokens);
      clients = List.copyOf(clients);
    }
  }
}
