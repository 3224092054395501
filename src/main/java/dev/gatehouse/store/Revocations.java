package dev.gatehouse.store;

import dev.gatehouse.oauth.grant.Grant;
import dev.gatehouse.token.AccessToken;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Access tokens that were revoked before they ended. Bounded, and none is forgotten before it ends: when a subject, or the whole, has too
 * many, those of whoever holds most are joined. First into one revocation of everything that one client was issued for the subject until
 * then, and where that is not enough, of everything the subject was issued until then. So more is revoked than was asked for, of this
 * subject alone, and whoever refreshes goes on.
 */
public interface Revocations {
  /** All access tokens of the grant, until the last of them would have ended. */
  Future<Void> revokeGrant(Grant grant, Instant until);

  /** One access token. */
  Future<Void> revokeToken(AccessToken token);

  /** All access tokens that the client has of the subject and was issued no later than that, until the last of them would have ended. */
  Future<Void> revokeIssued(String subject, String clientId, Instant issued, Instant until);

  /** All access tokens of the client, until the last of them would have ended. The subjects are all of which it has any, and stay as they are. */
  Future<Void> revokeClient(String clientId, Set<String> subjects, Instant until);

  /** Whether the access token was revoked: alone, or with others. */
  Future<Boolean> isRevoked(AccessToken token);

  /** What is revoked now. Equal as long as nothing changes. */
  Future<Revoked> all();

  /**
   * What is revoked.
   *
   * @param grants ids of grants
   * @param tokens {@code jti} of single tokens
   * @param clients ids of clients
   * @param subjectClients what clients have of one subject each
   * @param subjects what subjects have
   */
  record Revoked(
      List<String> grants,
      List<String> tokens,
      List<String> clients,
      List<OfSubjectClient> subjectClients,
      List<OfSubject> subjects) {
    public Revoked {
      grants = List.copyOf(grants);
      tokens = List.copyOf(tokens);
      clients = List.copyOf(clients);
      subjectClients = List.copyOf(subjectClients);
      subjects = List.copyOf(subjects);
    }
  }

  /**
   * All access tokens that a client has of one subject.
   *
   * @param subject {@code sub} of the tokens
   * @param clientId their {@code client_id}
   * @param issued the last {@code iat} that is concerned
   */
  record OfSubjectClient(String subject, String clientId, Instant issued) {}

  /**
   * All access tokens of one subject.
   *
   * @param subject {@code sub} of the tokens
   * @param issued the last {@code iat} that is concerned
   */
  record OfSubject(String subject, Instant issued) {}
}
