package dev.gatehouse.authserver.identity;

import io.vertx.core.Future;
import java.util.Optional;

/**
 * Finds out who presents a user name and a password. Guessing is limited in front of it ({@code LoginGuard}), so that an implementation
 * only answers. Must not block the calling thread, and should take as long for a name that nobody has as for any other.
 */
public interface Authenticator {
  /**
   * The user with these credentials; empty where name or password is wrong. Fails only where nobody can tell, for instance because a
   * directory does not answer: that is an error of the server, and no wrong password.
   */
  Future<Optional<AuthenticatedUser>> authenticate(UserCredentials credentials);

  /** Whether somebody has the name. Logs show no other, since it may be a password typed into the wrong field. */
  default boolean hasUser(String name) {
    return false;
  }

  /** How many credentials it checks at once; the others wait for their turn. */
  default int concurrency() {
    return 16;
  }
}
