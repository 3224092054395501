package dev.gatehouse.store.memory;

import dev.gatehouse.store.memory.OwnedMap.Room;
import java.util.stream.Stream;

/**
 * How much heap each store in memory may fill, in bytes: together 96 MB, and 10 MB more for the used proofs of the resource server. Sized so that 10,000 users at
 * work fit, each with a client, a grant and a login of the usual size.
 */
final class StoreBudgets {
  private static final long MB = 1L << 20;

  /** Clients that no user authorized so far: some 5,000 of the usual size, 200 of the largest. */
  static final Room NEW_CLIENTS = new Room(7 * MB, 7 * MB);

  /** Clients that a user authorized: some 14,000 of the usual size; of one user 1,000. */
  static final Room CLIENTS = new Room(17 * MB, MB + MB / 4);

  /** Authorization requests of those who are logged in. */
  static final Room REQUESTS_OF_USERS = new Room(3 * MB, 3 * MB);

  /** Authorization requests of those who are not logged in yet: some 2,500 of the usual size. */
  static final Room REQUESTS_OF_NETWORKS = new Room(6 * MB, 6 * MB);

  /** Pushed requests of the clients of the settings. */
  static final Room PUSHED_OF_CLIENTS = new Room(MB, MB);

  /** Pushed requests of other clients, some 1,200; each lives for a minute. */
  static final Room PUSHED_OF_NETWORKS = new Room(3 * MB, 3 * MB);

  /** Authorization codes, used ones included as long as a token that came of them may live: some 2,500. */
  static final Room CODES = new Room(4 * MB, 4 * MB);

  /** Grants with their refresh tokens: some 13,000; of one user 4,000. */
  static final Room GRANTS = new Room(23 * MB, 8 * MB);

  /** Used refresh tokens, by which a replay is told from a guess: some 20,000. */
  static final Room USED_REFRESH_TOKENS = new Room(8 * MB, 8 * MB);

  /** Clients that were removed and may still have an exchange under way. */
  static final Room REMOVED_CLIENTS = new Room(MB / 2, MB / 2);

  /** Remembered consents: some 5,000; of one user 600. */
  static final Room CONSENTS = new Room(6 * MB, 3 * MB / 4);

  /** Browser sessions: some 9,000; of one user 900. */
  static final Room SESSIONS = new Room(7 * MB, 3 * MB / 4);

  /**
   * Revocations: some 5,000, of one user or of one program that has tokens of its own 500. A user for whom there are more has them joined, so
   * that there is room for one for each user whatever the number.
   */
  static final Room REVOCATIONS = new Room(4 * MB, 4 * MB / 10);

  /** Revocations of whole clients that have many users. */
  static final Room REVOKED_CLIENTS = new Room(MB, MB);

  /** Used ids of client assertions, in units of {@link UsedIds#UNIT} bytes. */
  static final int ASSERTION_IDS = 100_000;

  /** Used ids of DPoP proofs at the authorization server, in units of {@link UsedIds#UNIT} bytes. */
  static final int PROOF_IDS_OF_TOKEN_REQUESTS = 120_000;

  /** Used ids of DPoP proofs at the resource server, in units of {@link UsedIds#UNIT} bytes. */
  static final int PROOF_IDS = 400_000;

  private StoreBudgets() {}

  /** Of the authorization server, all together. */
  static long bytes() {
    return Stream.of(
                NEW_CLIENTS,
                CLIENTS,
                REQUESTS_OF_USERS,
                REQUESTS_OF_NETWORKS,
                PUSHED_OF_CLIENTS,
                PUSHED_OF_NETWORKS,
                CODES,
                GRANTS,
                USED_REFRESH_TOKENS,
                REMOVED_CLIENTS,
                CONSENTS,
                SESSIONS,
                REVOCATIONS,
                REVOKED_CLIENTS)
            .mapToLong(Room::all)
            .sum()
        + (long) UsedIds.UNIT * (ASSERTION_IDS + PROOF_IDS_OF_TOKEN_REQUESTS);
  }
}
