package dev.gatehouse.store.memory;

import dev.gatehouse.oauth.grant.Grant;
import dev.gatehouse.store.ActiveGrant;
import dev.gatehouse.store.Owner;
import dev.gatehouse.store.RecordBytes;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A grant, its refresh token, and the newest of those that were used. For {@link MemoryGrants}, under its lock. */
final class GrantFamily {
  private static final int REMEMBERED = 32;
  private static final int BYTES =
      400; // this, its times, the refresh token and its place in the map

  private Grant grant;
  private final Instant begunAt;
  private Instant usedAt;
  private Instant goodUntil;
  private final Deque<TruncatedHash> used = new ArrayDeque<>(1);
  private @Nullable TruncatedHash refreshToken;
  private Instant refreshableUntil = Instant.MIN;
  private boolean gaveTokens;

  GrantFamily(Grant grant, Instant now, Instant goodUntil) {
    this.grant = grant;
    this.begunAt = now;
    this.usedAt = now;
    this.goodUntil = goodUntil;
  }

  Grant grant() {
    return grant;
  }

  Owner owner() {
    return Owner.user(grant.subject());
  }

  long bytes() {
    return BYTES + ClientIndex.BYTES + RecordBytes.of(grant);
  }

  /** Its used refresh tokens are known until the grant ends. */
  Instant end() {
    return refreshToken == null ? goodUntil : Revocation.later(goodUntil, grant.expiresAt());
  }

  boolean isGood(Instant now) {
    return now.isBefore(goodUntil);
  }

  ActiveGrant given() {
    return new ActiveGrant(grant, begunAt, usedAt, goodUntil);
  }

  /** When tokens were given last. */
  Instant usedAt() {
    return usedAt;
  }

  /** Whether access tokens may live that came of it. */
  boolean gaveTokens() {
    return gaveTokens;
  }

  @Nullable
  TruncatedHash refreshToken() {
    return refreshToken;
  }

  Instant refreshableUntil() {
    return refreshableUntil;
  }

  Deque<TruncatedHash> used() {
    return used;
  }

  /** An access token was given, and the refresh token, which is null for none. */
  void give(
      Grant asIssued,
      @Nullable TruncatedHash successor,
      Instant successorEnds,
      Instant now,
      Instant accessTokenEnds) {
    grant = asIssued;
    usedAt = now;
    goodUntil = accessTokenEnds;
    gaveTokens = true;
    refreshToken = successor;
    if (successor != null) {
      refreshableUntil = successorEnds;
      goodUntil = Revocation.later(refreshableUntil, accessTokenEnds);
    }
  }

  /** Remembers a used refresh token; returns one that is too much for that, or null. */
  @Nullable
  TruncatedHash remember(TruncatedHash token) {
    used.add(token);
    return used.size() > REMEMBERED ? used.poll() : null;
  }

  void forget(TruncatedHash token) {
    used.remove(token);
  }

  /** Whether no refresh token was used up after this one. */
  boolean isLatestUsed(TruncatedHash token) {
    return token.equals(used.peekLast());
  }
}
