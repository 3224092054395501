package dev.gatehouse.authserver.identity;

import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.settings.model.UserSettings;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks passwords of the users in the settings, Argon2id on worker threads. */
public final class Passwords implements Authenticator {
  private static final String NOBODY = "";

  private final Map<String, UserSettings> users = new LinkedHashMap<>();
  private final Promise<Map<String, String>> hashes = Promise.promise();
  private final WorkerExecutor workers;
  private final int threads;
  private final Secrets secrets;
  private final Argon2id argon2id;

  /** The workers have so many threads. Checks wait for {@link #prepare()}. */
  public Passwords(List<UserSettings> users, WorkerExecutor workers, int threads, Secrets secrets) {
    users.forEach(user -> this.users.put(user.name(), user));
    this.workers = workers;
    this.threads = threads;
    this.secrets = secrets;
    this.argon2id = new Argon2id(secrets);
  }

  /** Hashes passwords given in clear, on the workers. Called once, after the start: hashing would be a quarter of its time. */
  public Future<?> prepare() {
    List<UserSettings> all = List.copyOf(users.values());
    workers.executeBlocking(() -> hashed(all), false).onComplete(hashes);
    return hashes.future();
  }

  @Override
  public Future<Optional<AuthenticatedUser>> authenticate(UserCredentials credentials) {
    return hashes
        .future()
        .compose(known -> workers.executeBlocking(() -> check(credentials, known), false));
  }

  @Override
  public boolean hasUser(String name) {
    return users.containsKey(name);
  }

  @Override
  public int concurrency() {
    return threads;
  }

  private Optional<AuthenticatedUser> check(
      UserCredentials credentials, Map<String, String> known) {
    String hash = known.getOrDefault(credentials.name(), known.getOrDefault(NOBODY, ""));
    boolean matches = argon2id.matches(credentials.password(), hash);
    return Optional.ofNullable(users.get(credentials.name()))
        .filter(user -> matches)
        .map(user -> new AuthenticatedUser(user.name(), user.ring()));
  }

  // The entry without a name is what an unknown user's password is checked against.
  private Map<String, String> hashed(List<UserSettings> users) {
    var hashes = new HashMap<String, String>();
    hashes.put(NOBODY, argon2id.hash(secrets.next()));
    users.forEach(user -> hashes.put(
        user.name(),
        user.password().startsWith("$argon2id$")
            ? user.password()
            : argon2id.hash(user.password())));
    return hashes;
  }
}
