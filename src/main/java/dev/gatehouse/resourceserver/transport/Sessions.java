package dev.gatehouse.resourceserver.transport;

import dev.gatehouse.mcp.registry.LiveOffer;
import dev.gatehouse.oauth.Secrets;
import dev.gatehouse.token.AccessToken;
import dev.gatehouse.token.verification.Revocations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * The sessions of a server, shared by its event loops; MCP 2025-11-25 "Session Management". Bounded for each owner, whose longest unused
 * session makes room, and in all: then the longest unused of the user who has the most of them does, so that nobody keeps others out.
 */
public final class Sessions {
  static final int MOST_PER_OWNER = 32;
  private static final int MOST_STREAMS_PER_OWNER = 64;
  private static final long MOST_REPLAYED = 64 << 20;
  private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(1);
  private static final int ID_BYTES = 24;

  private final LiveOffer offer;
  private final StreamRules rules;
  private final Secrets secrets;
  private final Clock clock;
  private final Revocations revocations;
  private final ReplayRoom room = new ReplayRoom(MOST_REPLAYED);
  private final Map<String, HttpSession> byId = new HashMap<>();
  private final Map<String, Set<HttpSession>> bySubject = new HashMap<>();
  private final Map<Owner, Integer> openStreams = new HashMap<>();
  private Instant sweepDue = Instant.MIN;

  public Sessions(
      LiveOffer offer, StreamRules rules, Secrets secrets, Clock clock, Revocations revocations) {
    this.revocations = revocations;
    this.offer = offer;
    this.rules = rules;
    this.secrets = secrets;
    this.clock = clock;
  }

  StreamRules rules() {
    return rules;
  }

  ReplayRoom room() {
    return room;
  }

  Revocations revocations() {
    return revocations;
  }

  Clock clock() {
    return clock;
  }

  /** A session that nobody knows of before it is {@link #keep kept}. */
  HttpSession candidate(AccessToken token) {
    return new HttpSession(secrets.next(ID_BYTES), Owner.of(token), room, clock.instant());
  }

  /** From now on it is known. */
  void keep(HttpSession session) {
    sweepWhenDue();
    Optional<HttpSession> crowdedOut;
    synchronized (this) {
      crowdedOut = inTheWayOf(session.owner());
      crowdedOut.ifPresent(this::remove);
      byId.put(session.id(), session);
      bySubject
          .computeIfAbsent(session.owner().subject(), first -> new HashSet<>())
          .add(session);
    }
    offer.listen(session.session());
    crowdedOut.ifPresent(this::close);
  }

  /** The session of that id, if it is this owner's. */
  Optional<HttpSession> find(String id, Owner owner) {
    HttpSession found;
    Instant now = clock.instant();
    synchronized (this) {
      found = byId.get(id);
    }
    if (found == null || !found.owner().equals(owner)) {
      return Optional.empty();
    }
    if (found.idleSince(now.minus(rules.sessionIdle()))) {
      end(found);
      return Optional.empty();
    }
    found.touch(now);
    return Optional.of(found);
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

  /** Ends the sessions that nobody uses any more. */
  public void sweep() {
    Instant then = clock.instant().minus(rules.sessionIdle());
    List<HttpSession> idle;
    synchronized (this) {
      idle = byId.values().stream().filter(session -> session.idleSince(then)).toList();
      idle.forEach(this::remove);
    }
    idle.forEach(this::close);
  }

  /** Ends all of them: the server stops. */
  public void close() {
    List<HttpSession> all;
    synchronized (this) {
      all = new ArrayList<>(byId.values());
      byId.clear();
      bySubject.clear();
    }
    all.forEach(this::close);
  }

  /** Whether this owner may open another long-lived stream; if so it is counted. */
  synchronized boolean openStream(Owner owner) {
    int open = openStreams.getOrDefault(owner, 0);
    if (open >= MOST_STREAMS_PER_OWNER) {
      return false;
    }
    openStreams.put(owner, open + 1);
    return true;
  }

  synchronized void closeStream(Owner owner) {
    openStreams.computeIfPresent(owner, (who, open) -> open > 1 ? open - 1 : null);
  }

  // It looks at each session, of which there may be many: not each time.
  private void sweepWhenDue() {
    Instant now = clock.instant();
    boolean due;
    synchronized (this) {
      due = now.isAfter(sweepDue) || byId.size() >= rules.sessions();
      sweepDue = due ? now.plus(BETWEEN_SWEEPS) : sweepDue;
    }
    if (due) {
      sweep();
    }
  }

  private Optional<HttpSession> inTheWayOf(Owner owner) {
    List<HttpSession> own = bySubject.getOrDefault(owner.subject(), Set.of()).stream()
        .filter(session -> session.owner().equals(owner))
        .toList();
    if (own.size() >= MOST_PER_OWNER) {
      return own.stream().min(Comparator.comparing(HttpSession::used));
    }
    return byId.size() < rules.sessions() ? Optional.empty() : ofWhoHasMost(owner.subject());
  }

  private Optional<HttpSession> ofWhoHasMost(String newcomer) {
    ToIntFunction<String> count =
        who -> bySubject.getOrDefault(who, Set.of()).size() + (who.equals(newcomer) ? 1 : 0);
    int most = bySubject.keySet().stream().mapToInt(count).max().orElse(0);
    return bySubject.entrySet().stream()
        .filter(held -> count.applyAsInt(held.getKey()) == most)
        .flatMap(held -> held.getValue().stream())
        .min(Comparator.comparing(HttpSession::used));
  }

  private void remove(HttpSession session) {
    if (byId.remove(session.id()) != null) {
      bySubject.computeIfPresent(session.owner().subject(), (who, held) -> {
        held.remove(session);
        return held.isEmpty() ? null : held;
      });
    }
  }

  private void close(HttpSession session) {
    offer.stop(session.session());
    session.close();
  }
}
