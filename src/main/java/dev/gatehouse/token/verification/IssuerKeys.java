package dev.gatehouse.token.verification;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys that are known of the issuer, one set for all event loops, swapped as a whole.
 *
 * <p>A {@code kid} that is not among them may be a new key, so the set is fetched again: by one request for all that wait, and at most once in
 * {@link #PAUSE}, however many names are made up (RFC 8725; CWE-400).
 */
final class IssuerKeys {
  /** Between two fetches that an unknown {@code kid} causes. */
  static final Duration PAUSE = Duration.ofSeconds(5);

  private static final Duration PAUSE_WITHOUT_KEYS = Duration.ofMillis(500);

  private final Vertx vertx;
  private final Clock clock;
  private final Supplier<Future<KeySet>> source;
  private volatile KeySet current = KeySet.NONE;
  private @Nullable Future<KeySet> underWay; // null while nothing is fetched
  private Instant lastRefetch = Instant.MIN;

  IssuerKeys(Vertx vertx, Clock clock, Supplier<Future<KeySet>> source) {
    this.vertx = vertx;
    this.clock = clock;
    this.source = source;
  }

  KeySet current() {
    return current;
  }

  /** The set that has the key if any has; fails while no set was ever loaded. */
  Future<KeySet> having(String kid) {
    KeySet known = current;
    return known.has(kid) ? Future.succeededFuture(known) : onCallersLoop(refetched());
  }

  /** Fetches, or joins the fetch that is under way. A failed fetch, or a set without a usable key, leaves the keys as they are. */
  synchronized Future<KeySet> fetch() {
    Future<KeySet> pending = underWay;
    if (pending == null) {
      pending = source.get();
      underWay = pending;
      pending.onComplete(this::conclude);
    }
    return pending;
  }

  private synchronized Future<KeySet> refetched() {
    Duration pause = current.isEmpty() ? PAUSE_WITHOUT_KEYS : PAUSE;
    if (underWay == null && clock.instant().isBefore(lastRefetch.plus(pause))) {
      return known();
    }
    lastRefetch = underWay == null ? clock.instant() : lastRefetch;
    return fetch().transform(any -> known());
  }

  private Future<KeySet> known() {
    return current.isEmpty()
        ? Future.failedFuture(TokenRefusal.noKeys())
        : Future.succeededFuture(current);
  }

  private synchronized void conclude(AsyncResult<KeySet> fetched) {
    underWay = null;
    if (fetched.succeeded() && !fetched.result().isEmpty() && !fetched.result().equals(current)) {
      current = fetched.result();
    }
  }

  // The fetch ends on the loop of whoever began it; the others must not go on there.
  private Future<KeySet> onCallersLoop(Future<KeySet> shared) {
    if (shared.isComplete()) {
      return shared;
    }
    Context loop = vertx.getOrCreateContext();
    Promise<KeySet> promise = Promise.promise();
    shared.onComplete(result -> loop.runOnContext(now -> promise.handle(result)));
    return promise.future();
  }
}
