package dev.gatehouse.resourceserver.transport;

import dev.gatehouse.mcp.registry.LiveOffer;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.quota.FairShare;
import dev.gatehouse.quota.Limit;
import dev.gatehouse.token.AccessToken;
import dev.gatehouse.token.verification.RevocationChecker;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The sessions of a server, shared by its event loops; MCP 2025-11-25 "Session Management". A session is its user's, whichever client the
 * user comes with: clients may register again in the middle of one, and every request is checked by its own token. Bounded for each user,
 * whose longest unused session makes room, and in all: then the longest unused of whoever holds most does, so that nobody keeps others out.
 */
public final class Sessions {
  /** What one user may hold. */
  static final Limit OF_USER = new Limit(32, 2 << 20);
  /** The heap of all sessions; how many there may be, the rules say. */
  public static final long BYTES_OF_ALL = 24 << 20;

  private static final int MOST_STREAMS_OF_USER = 64;
  private static final int MOST_SWEPT = 16;
  private static final int ID_BYTES = 24;

  private final LiveOffer offer;
  private final StreamRules rules;
  private final Secrets secrets;
  private final Clock clock;
  private final RevocationChecker revocations;
  private final ReplayRoom room = new ReplayRoom();
  private final Map<String, HttpSession> byId = new HashMap<>();
  private final FairShare<HttpSession> shares;
  private final Set<HttpSession> longestUnusedFirst = new LinkedHashSet<>();
  private final Map<String, Integer> openStreams = new HashMap<>();

  public Sessions(
      LiveOffer offer,
      StreamRules rules,
      Secrets secrets,
      Clock clock,
      RevocationChecker revocations) {
    this.revocations = revocations;
    this.offer = offer;
    this.rules = rules;
    this.secrets = secrets;
    this.clock = clock;
    this.shares = new FairShare<>(OF_USER, new Limit(rules.sessions(), BYTES_OF_ALL));
  }

  StreamRules rules() {
    return rules;
  }

  ReplayRoom room() {
    return room;
  }

  RevocationChecker revocations() {
    return revocations;
  }

  Clock clock() {
    return clock;
  }

  /** A session that nobody knows of before it is {@link #keep kept}. */
  HttpSession candidate(AccessToken token) {
    return new HttpSession(
        secrets.next(ID_BYTES), token.subject(), room, clock.instant(), this::grow);
  }

  /** From now on it is known. */
  void keep(HttpSession session) {
    sweep();
    List<HttpSession> crowdedOut;
    synchronized (this) {
      byId.put(session.id(), session);
      longestUnusedFirst.add(session);
      crowdedOut = shares.add(session.user(), session, HttpSession.BYTES);
      crowdedOut.forEach(this::remove);
    }
    offer.listen(session.session());
    crowdedOut.forEach(this::close);
  }

  /** The session of that id, if it is this user's. */
  Optional<HttpSession> find(String id, String user) {
    Instant now = clock.instant();
    HttpSession found;
    synchronized (this) {
      found = byId.get(id);
      if (found == null || !found.user().equals(user)) {
        return Optional.empty();
      }
      if (!found.idleSince(now.minus(rules.sessionIdle()))) {
        touch(found, now);
        return Optional.of(found);
      }
    }
    end(found);
    return Optional.empty();
  }

  /** The session was used until now. */
  synchronized void touch(HttpSession session, Instant now) {
    session.touch(now);
    if (longestUnusedFirst.remove(session)) {
      longestUnusedFirst.add(session);
      shares.touch(session);
    }
  }

  /** Whether the id is that of a session, anyone's. */
  synchronized boolean exists(String id) {
    return byId.containsKey(id);
  }

  void end(HttpSession session) {
    synchronized (this) {
      remove(session);
    }
    close(session);
  }

  /** Ends all of them: the server stops. */
  public void close() {
    List<HttpSession> all;
    synchronized (this) {
      all = new ArrayList<>(byId.values());
      byId.clear();
      longestUnusedFirst.clear();
      shares.clear();
    }
    all.forEach(this::close);
  }

  /** Whether this user may open another long-lived stream; if so it is counted. */
  synchronized boolean openStream(String user) {
    int open = openStreams.getOrDefault(user, 0);
    if (open >= MOST_STREAMS_OF_USER) {
      return false;
    }
    openStreams.put(user, open + 1);
    return true;
  }

  synchronized void closeStream(String user) {
    openStreams.computeIfPresent(user, (who, open) -> open > 1 ? open - 1 : null);
  }

  private void grow(HttpSession session, long bytes) {
    List<HttpSession> crowdedOut;
    synchronized (this) {
      crowdedOut = shares.grow(session, bytes);
      crowdedOut.forEach(this::remove);
    }
    if (!crowdedOut.isEmpty()) {
      later(() -> crowdedOut.forEach(this::close));
    }
  }

  // Not under the locks of the stream that grew.
  private static void later(Runnable action) {
    Context context = Vertx.currentContext();
    if (context == null) {
      action.run();
    } else {
      context.runOnContext(tick -> action.run());
    }
  }

  // Some of those that nobody uses any more end with each new one: never all of them at once, which
  // would hold up the event loop.
  private void sweep() {
    Instant now = clock.instant();
    var idle = new ArrayList<HttpSession>();
    synchronized (this) {
      for (int i = 0; i < MOST_SWEPT && !longestUnusedFirst.isEmpty(); i++) {
        HttpSession eldest = longestUnusedFirst.iterator().next();
        if (!eldest.unusedSince(now.minus(rules.sessionIdle()))) {
          break;
        }
        if (eldest.isListening()) {
          touch(eldest, now);
        } else {
          remove(eldest);
          idle.add(eldest);
        }
      }
    }
    idle.forEach(this::close);
  }

  private void remove(HttpSession session) {
    if (byId.remove(session.id()) != null) {
      longestUnusedFirst.remove(session);
      shares.remove(session);
    }
  }

  private void close(HttpSession session) {
    offer.stop(session.session());
    session.close();
  }
}
