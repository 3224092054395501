package dev.gatehouse.store.memory;

import dev.gatehouse.oauth.grant.AuthorizationCode;
import dev.gatehouse.store.AuthorizationCodes;
import dev.gatehouse.store.Owner;
import dev.gatehouse.store.RecordBytes;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Codes in memory. A used one is remembered as long as a token that came of it lives, so that its second use is told from a guess. */
final class MemoryAuthorizationCodes implements AuthorizationCodes {
  private enum Stage {
    NEW,
    TAKEN,
    SPENT
  }

  private record Entry(AuthorizationCode code, Stage stage) {}

  private final OwnedMap<String, Entry> codes;

  MemoryAuthorizationCodes(Clock clock, Duration accessTokenLifetime) {
    codes = new OwnedMap<>(
        clock,
        StoreBudgets.CODES,
        new OwnedMap.Traits<>(
            entry -> Owner.user(entry.code().grant().subject()),
            entry -> RecordBytes.SMALL_OBJECT + RecordBytes.of(entry.code()),
            entry -> entry.code().expiresAt().plus(accessTokenLifetime)));
  }

  @Override
  public Future<Void> save(AuthorizationCode code) {
    codes.put(code.hash(), new Entry(code, Stage.NEW));
    return Future.succeededFuture();
  }

  @Override
  public Future<Boolean> awaits(String hash) {
    return Future.succeededFuture(
        codes.get(hash).filter(entry -> entry.stage() == Stage.NEW).isPresent());
  }

  @Override
  public Future<Redemption> redeem(String hash) {
    Optional<Entry> before = codes.update(
        hash, entry -> entry.stage() == Stage.NEW ? new Entry(entry.code(), Stage.TAKEN) : entry);
    return Future.succeededFuture(
        before.map(MemoryAuthorizationCodes::redemption).orElseGet(Redemption.Unknown::new));
  }

  @Override
  public Future<Void> spent(String hash) {
    codes.update(hash, entry -> new Entry(entry.code(), Stage.SPENT));
    return Future.succeededFuture();
  }

  private static Redemption redemption(Entry before) {
    return switch (before.stage()) {
      case NEW -> new Redemption.Fresh(before.code());
      case TAKEN -> new Redemption.Taken();
      case SPENT -> new Redemption.Spent(before.code());
    };
  }
}
