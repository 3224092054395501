package dev.gatehouse.token.verification;

import com.github.benmanes.caffeine.cache.Cache;
import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.http.client.BodyBound;
import dev.gatehouse.http.client.HttpBounds;
import dev.gatehouse.http.client.JsonClient;
import dev.gatehouse.oauth.Cause;
import dev.gatehouse.tls.TlsTrust;
import dev.gatehouse.token.RevocationPolling;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The authorization server whose tokens are accepted, as seen over HTTP: its metadata, its keys, what it revoked. One for all event loops.
 *
 * <p>Where it does not answer yet, it is asked again every second, and requests get 503: nothing is known about their tokens, and a 401
 * would make clients throw away good ones. Keys are read again every five minutes, so that one that was withdrawn stops to count.
 */
public final class TrustedIssuer {
  /** The heap that checked tokens may hold: what is read of one is some three times its text. */
  public static final long MOST_BYTES = 3 * VerifiedToken.MOST_CHARACTERS;

  /** What our own server revokes at most: a megabyte, and a hundred bytes for each user. */
  private static final int LONGEST = 16 << 20;

  private static final HttpBounds BOUNDS = new HttpBounds(
      RevocationPolling.LONGEST_ANSWER,
      HttpBounds.USUAL_HEADERS,
      BodyBound.refusing(LONGEST),
      2,
      true);

  private static final long RETRY_MILLIS = 1000;
  private static final long REFRESH_MILLIS = 300_000;

  private final Vertx vertx;
  private final String issuer;
  private final String jwksEndpoint;
  private final Decisions decisions;
  private final JsonClient http;
  private final IssuerKeys keys;
  private final Cache<String, VerifiedToken> checkedTokens = VerifiedToken.cache();
  private final RevocationList revoked = new RevocationList();
  private volatile @Nullable String
      revocationList; // null until, and unless, the metadata names one
  private volatile boolean closed;
  private volatile String reported = "nothing yet";
  private volatile boolean deaf; // to what is revoked

  /** The JWKS endpoint is a URL, a path on the issuer, or empty: then the metadata's {@code jwks_uri} counts. */
  public TrustedIssuer(
      Vertx vertx,
      TlsTrust trust,
      Clock clock,
      String issuer,
      String jwksEndpoint,
      Decisions decisions) {
    this.vertx = vertx;
    this.issuer = issuer;
    this.jwksEndpoint = jwksEndpoint;
    this.decisions = decisions;
    this.http = new JsonClient(vertx, trust, BOUNDS, "gatehouse-resource-server");
    this.keys = new IssuerKeys(vertx, clock, this::load);
  }

  /** Begins to load and to poll, and goes on until {@link #close}. Completes with the first attempt, whether it succeeded or not. */
  public Future<Void> start() {
    return keys.fetch().transform(first -> {
      keepKeysFresh(first.succeeded());
      keepPolling();
      return Future.succeededFuture();
    });
  }

  public Future<Void> close() {
    closed = true;
    return http.close();
  }

  /** What was checked lately, by the hash of the whole token. */
  Cache<String, VerifiedToken> checkedTokens() {
    return checkedTokens;
  }

  IssuerKeys keys() {
    return keys;
  }

  /** What the issuer took back, as far as it is known. */
  public RevocationChecker revocations() {
    return revoked;
  }

  // The first list is there before the first key is: no moment in which a revoked token passes.
  private Future<KeySet> load() {
    return discovered()
        .compose(jwksUri -> polled().transform(any -> http.get(jwksUri)))
        .map(KeySet::of)
        .onComplete(this::report);
  }

  private Future<String> discovered() {
    Future<String> jwksUri = IssuerMetadata.discover(http, issuer).map(metadata -> {
      revocationList = metadata.revocationList();
      return metadata.jwksUri();
    });
    return jwksEndpoint.isEmpty()
        ? jwksUri
        : jwksUri.transform(any -> Future.succeededFuture(configured()));
  }

  private String configured() {
    return jwksEndpoint.startsWith("/") ? issuer + jwksEndpoint : jwksEndpoint;
  }

  private void keepKeysFresh(boolean loaded) {
    after(
        loaded ? REFRESH_MILLIS : RETRY_MILLIS,
        () -> keys.fetch().onComplete(next -> keepKeysFresh(next.succeeded())));
  }

  private void keepPolling() {
    after(RevocationPolling.PAUSE.toMillis(), () -> polled().onComplete(any -> keepPolling()));
  }

  private Future<Void> polled() {
    String url = revocationList;
    return url == null
        ? Future.succeededFuture()
        : revoked.poll(http, url).onComplete(this::reportPoll);
  }

  private void after(long millis, Runnable action) {
    vertx.setTimer(millis, timer -> {
      if (!closed) {
        action.run();
      }
    });
  }

  // As below: whoever revokes a token must be able to see that nobody hears of it.
  private void reportPoll(AsyncResult<Void> poll) {
    if (poll.failed() == deaf || closed) {
      return;
    }
    deaf = poll.failed();
    String list = String.valueOf(revocationList);
    if (deaf) {
      String reason = "what is revoked is not heard of: " + poll.cause().getMessage();
      decisions
          .refused(Step.REVOCATION, Cause.REVOCATIONS_UNKNOWN)
          .detail("list", list)
          .because(reason)
          .announce();
    } else {
      decisions
          .noted(Step.REVOCATION)
          .detail("list", list)
          .because("it can be read again")
          .announce();
    }
  }

  // Once for each change of fortune, not once a second.
  private void report(AsyncResult<KeySet> loaded) {
    String news = loaded.failed()
        ? String.valueOf(loaded.cause().getMessage())
        : String.join(" ", loaded.result().keys().keySet());
    if (news.equals(reported)) {
      return;
    }
    reported = news;
    if (loaded.succeeded() && !loaded.result().isEmpty()) {
      decisions.noted(Step.JWKS).detail("issuer", issuer).detail("keys", news).announce();
    } else {
      String reason = news.isEmpty() ? "no usable key in the set" : news;
      decisions
          .refused(Step.JWKS, Cause.ISSUER_KEYS_UNKNOWN)
          .detail("issuer", issuer)
          .because(reason)
          .announce();
    }
  }
}
