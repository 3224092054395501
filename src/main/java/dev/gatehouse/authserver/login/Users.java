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
  private final LoginThrottle throttle;
  private final Secrets secrets;
  private final Passwords passwords;
  private final LoginQueue queue = new LoginQueue();

  /** Logins wait for {@link #prepare()}. */
  public Users(
      List<UserSettings> users,
      Map<String, Scopes> rings,
      WorkerExecutor workers,
      LoginThrottle throttle,
      Secrets secrets) {
    users.forEach(user -> this.users.put(user.name(), user));
    this.rings = rings;
    this.workers = workers;
    this.throttle = throttle;
    this.secrets = secrets;
    this.passwords = new Passwords(secrets);
  }

  /** Hashes the passwords that are given in clear, on the workers. Called once, after the start: it would be a quarter of its work. */
  public Future<?> prepare() {
    List<UserSettings> all = List.copyOf(users.values());
    workers.executeBlocking(() -> hashed(all), false).onComplete(hashes);
    return hashes.future();
  }

  /** Whether the password is the user's. Takes as long for a name that nobody has, and is throttled alike. */
  Future<LoginResult> authenticate(LoginAttempt attempt, String password) {
    LoginResult early = throttle.peek(attempt);
    if (early.outcome() != LoginResult.Outcome.WRONG || password.length() > LONGEST_PASSWORD) {
      return Future.succeededFuture(early);
    }
    return queue
        .enter(attempt, throttle.knows(attempt))
        .map(place -> hashes
            .future()
            .compose(known -> workers.executeBlocking(() -> check(attempt, password, known), false))
            .onComplete(done -> queue.leave(place)))
        .orElseGet(() -> Future.succeededFuture(LoginResult.BUSY));
  }

  // Counted when its turn comes, before the hash: of a thousand guesses sent at once no more are
  // looked at than one after the other.
  private LoginResult check(LoginAttempt attempt, String password, Map<String, String> known) {
    LoginThrottle.Admission admission = throttle.begin(attempt);
    if (admission.verdict().outcome() != LoginResult.Outcome.WRONG) {
      return admission.verdict();
    }
    String name = attempt.user();
    String hash = known.getOrDefault(name, known.getOrDefault(NOBODY, ""));
    boolean exists = !name.equals(NOBODY) && known.containsKey(name);
    return passwords.matches(password, hash) && exists
        ? throttle.succeed(attempt, admission)
        : LoginResult.WRONG;
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
  private Map<String, String> hashed(List<UserSettings> users) {
    var hashes = new HashMap<String, String>();
    hashes.put(NOBODY, passwords.hash(secrets.next()));
    users.forEach(user -> hashes.put(
        user.name(),
        user.password().startsWith("$argon2id$")
            ? user.password()
            : passwords.hash(user.password())));
    return hashes;
  }
}
