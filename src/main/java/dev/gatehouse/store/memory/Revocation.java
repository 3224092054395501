package dev.gatehouse.store.memory;

import dev.gatehouse.store.Owner;
import dev.gatehouse.store.RecordBytes;
import java.time.Instant;

/**
 * One revocation, or several that were joined.
 *
 * @param scope how far it goes
 * @param subject whose tokens
 * @param clientId which client's; of {@link Scope#SUBJECT} those of all
 * @param id the {@code jti}, or the id of the grant
 * @param issued the last issue time that is concerned; what is joined concerns nothing later
 * @param until when the last token that is concerned has ended
 */
record Revocation(
    Scope scope, String subject, String clientId, String id, Instant issued, Instant until) {
  /** From one token to all of a subject. */
  enum Scope {
    TOKEN,
    GRANT,
    SUBJECT_CLIENT,
    SUBJECT
  }

  static String tokenKey(String jti) {
    return "t " + jti;
  }

  static String grantKey(String grantId) {
    return "g " + grantId;
  }

  static String subjectClientKey(String subject, String clientId) {
    return "c " + subject + '\n' + clientId;
  }

  static String subjectKey(String subject) {
    return "s " + subject;
  }

  String key() {
    return switch (scope) {
      case TOKEN -> tokenKey(id);
      case GRANT -> grantKey(id);
      case SUBJECT_CLIENT -> subjectClientKey(subject, clientId);
      case SUBJECT -> subjectKey(subject);
    };
  }

  Owner owner() {
    return Owner.user(subject);
  }

  long bytes() {
    return RecordBytes.of(key())
        + RecordBytes.of(subject)
        + RecordBytes.of(clientId)
        + RecordBytes.of(id)
        + 4 * RecordBytes.SMALL_OBJECT;
  }

  /** One that concerns all that either of two of the same key does. */
  Revocation and(Revocation other) {
    return new Revocation(
        scope, subject, clientId, id, later(issued, other.issued), later(until, other.until));
  }

  static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
