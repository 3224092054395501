package dev.gatehouse.token.signing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The one key that signs, and those that signed before it: they stay published until the last token they may have signed has ended, RFC 9068
 * §5. Of an earlier key only the public half is kept.
 */
public final class SigningKeys {
  /** Keys that are published at once; resource servers, ours too, read no endless sets. */
  public static final int MOST = 50;

  private record Earlier(PublishedKey key, Instant until) {}

  private record Keys(SigningKey current, List<Earlier> earlier) {}

  private final Duration retention;
  private final Clock clock;
  private volatile Keys keys;

  /** Earlier keys stay published for the retention: the longest life of an access token, and some leeway. */
  public SigningKeys(SigningKey first, Duration retention, Clock clock) {
    this.retention = retention;
    this.clock = clock;
    this.keys = new Keys(first, List.of());
  }

  /** Signs from now on. What signs already changes nothing, and when {@link #MOST} are published nothing does. */
  public synchronized Succession succeed(SigningKey next) {
    PublishedKey last = keys.current().published();
    if (last.id().equals(next.id())) {
      return Succession.SAME_KEY;
    }
    List<Earlier> others =
        living().filter(earlier -> !earlier.key().id().equals(next.id())).toList();
    if (others.size() + 2 > MOST) {
      return Succession.TOO_MANY;
    }
    var retired = new Earlier(last, clock.instant().plus(retention));
    keys = new Keys(next, Stream.concat(Stream.of(retired), others.stream()).toList());
    return Succession.DONE;
  }

  SigningKey current() {
    return keys.current();
  }

  /** All that a token in use may be signed with; the current one first. */
  public List<PublishedKey> published() {
    Keys now = keys;
    return Stream.concat(
            Stream.of(now.current().published()),
            now.earlier().stream().filter(this::lives).map(Earlier::key))
        .toList();
  }

  Optional<PublishedKey> published(String id) {
    return published().stream().filter(key -> key.id().equals(id)).findFirst();
  }

  private Stream<Earlier> living() {
    return keys.earlier().stream().filter(this::lives);
  }

  private boolean lives(Earlier earlier) {
    return clock.instant().isBefore(earlier.until());
  }

  /** What became of a new key. */
  public enum Succession {
    /** It signs now. */
    DONE,
    /** It signed already. */
    SAME_KEY,
    /** The last one signs on: so many are published that no other may join them. */
    TOO_MANY
  }
}
