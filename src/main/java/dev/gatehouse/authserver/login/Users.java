package dev.gatehouse.authserver.login;

import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.Secrets;
import dev.gatehouse.settings.UserSettings;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who may log in, and what may be minted for them. */
public final class Users {
  private static final int LONGEST_PASSWORD = 1024;
  private static final String NOBODY = "";

  private final Map<String, UserSettings> users = new LinkedHashMap<>();
  private final Map<String, Scopes> rings;
  private final Promise<Map<String, String>> hashes = Promise.promise();
  private final WorkerExecutor workers;
  private final Secrets secrets;

  /** Logins wait for {@link #prepare()}. */
  public Users(
      List<UserSettings> users,
      Map<String, Scopes> rings,
      WorkerExecutor workers,
      Secrets secrets) {
    users.forEach(user -> this.users.put(user.name(), user));
    this.rings = rings;
    this.workers = workers;
    this.secrets = secrets;
  }

  /** Hashes the passwords that are given in clear, on the workers. Called once, after the start: it would be a quarter of its work. */
  public void prepare() {
    List<UserSettings> all = List.copyOf(users.values());
    workers.executeBlocking(() -> hashed(all, secrets), false).onComplete(hashes);
  }

  /** Whether the password is the user's. Takes as long for a name that nobody has. */
  public Future<Boolean> authenticate(String name, String password) {
    if (password.length() > LONGEST_PASSWORD) {
      return Future.succeededFuture(false);
    }
    return hashes.future().compose(known -> {
      String hash = known.getOrDefault(name, known.getOrDefault(NOBODY, ""));
      boolean exists = !name.equals(NOBODY) && known.containsKey(name);
      return workers.executeBlocking(() -> Passwords.matches(password, hash) && exists, false);
    });
  }

  /** Whether the name is one of theirs. Not for strangers to learn. */
  boolean has(String name) {
    return users.containsKey(name);
  }

  /** The scopes that may be minted for the user now. */
  public Scopes mintable(String name) {
    return rings.getOrDefault(ring(name), Scopes.NONE);
  }

  /** The user's ring. */
  public String ring(String name) {
    return Optional.ofNullable(users.get(name)).map(UserSettings::ring).orElse("");
  }

  // The entry without a name is what an unknown user's password is checked against.
  private static Map<String, String> hashed(List<UserSettings> users, Secrets secrets) {
    var hashes = new HashMap<String, String>();
    hashes.put(NOBODY, Passwords.hash(secrets.next(), secrets));
    users.forEach(user -> hashes.put(
        user.name(),
        user.password().startsWith("$argon2id$")
            ? user.password()
            : Passwords.hash(user.password(), secrets)));
    return hashes;
  }
}
