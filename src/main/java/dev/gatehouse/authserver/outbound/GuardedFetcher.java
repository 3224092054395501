package dev.gatehouse.authserver.outbound;

import dev.gatehouse.http.client.HostResolver;
import dev.gatehouse.oauth.uri.FetchUrl;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches JSON that a stranger named, so that the stranger learns and reaches nothing by it (CWE-918; draft on client documents §6.5,
 * §6.6). The host is resolved here, each of its addresses must pass, and the connection goes to what passed: that a name can mean
 * something else a moment later (DNS rebinding) does not matter. Who asks for what is under way shares it.
 */
public final class GuardedFetcher {
  private static final int SECONDS = 5;
  private static final int REFUSAL_MILLIS = 300;

  private final Vertx vertx;
  private final HostResolver resolver;
  private final AddressPolicy policy;
  private final FetchClient client;
  private final FetchLimits limits;
  private final Map<String, Future<Fetched>> underWay = new HashMap<>();

  public GuardedFetcher(Vertx vertx, Outbound outbound, AddressPolicy policy, Clock clock) {
    this.vertx = vertx;
    this.resolver = outbound.resolver();
    this.policy = policy;
    this.client = new FetchClient(vertx, outbound.trust(), clock);
    this.limits = new FetchLimits(clock);
  }

  /** The document, of so many bytes at most; fails with a {@link FetchException} and nothing else, within six seconds. */
  public Future<Fetched> fetch(FetchUrl url, int longest) {
    return onCallersLoop(shared(url, longest));
  }

  private synchronized Future<Fetched> shared(FetchUrl url, int longest) {
    Future<Fetched> pending = underWay.get(url.text());
    if (pending == null) {
      pending = begin(url, longest);
      underWay.put(url.text(), pending);
      pending.onComplete(any -> forget(url.text()));
    }
    return pending;
  }

  private synchronized void forget(String url) {
    underWay.remove(url);
  }

  private Future<Fetched> begin(FetchUrl url, int longest) {
    try {
      limits.enter(url.site());
    } catch (FetchException full) {
      return Future.failedFuture(full);
    }
    var exchange = new DocumentFetch(client, url, longest);
    // How soon a refusal comes would tell a name that leads inside from one that nobody has.
    Future<Void> earliest = vertx.timer(REFUSAL_MILLIS, TimeUnit.MILLISECONDS);
    Future<List<InetAddress>> resolved = resolver
        .resolve(url.host())
        .recover(unknown ->
            Future.failedFuture(FetchException.unreachable(url.host(), "has an unknown host")));
    Future<Fetched> fetched = resolved
        .compose(addresses -> exchange.begin(passed(url, addresses)))
        .timeout(SECONDS, TimeUnit.SECONDS)
        .recover(failure -> earliest.compose(now -> Future.failedFuture(inOurWords(url, failure))))
        .onComplete(any -> exchange.end());
    // The system's resolver cannot be interrupted: what waits for it still counts.
    Future.join(resolved, fetched).onComplete(any -> limits.leave(url.site()));
    return fetched;
  }

  private List<InetAddress> passed(FetchUrl url, List<InetAddress> addresses) {
    for (InetAddress address : addresses) {
      String purpose = policy.refusal(address);
      if (!purpose.isEmpty()) {
        throw FetchException.unreachable(
            url.host(),
            "has a host with an address for " + purpose + ": only public ones are fetched from"
                + (address.isLoopbackAddress() ? ", unless this server allows loopback" : ""));
      }
      if (!url.secure() && !address.isLoopbackAddress()) {
        throw FetchException.unreachable(
            url.host(), "must use https: its host is not this computer");
      }
    }
    limits.connect(addresses.get(0));
    return addresses;
  }

  private static FetchException inOurWords(FetchUrl url, Throwable failure) {
    if (failure instanceof FetchException known) {
      return known;
    }
    return FetchException.unreachable(
        url.host(),
        failure instanceof TimeoutException
            ? "did not come within " + SECONDS + " seconds"
            : "could not be fetched");
  }

  // It ends on the loop of whoever began it; the others must not go on there.
  private Future<Fetched> onCallersLoop(Future<Fetched> shared) {
    Context loop = vertx.getOrCreateContext();
    Promise<Fetched> promise = Promise.promise();
    shared.onComplete(result -> loop.runOnContext(now -> promise.handle(result)));
    return promise.future();
  }
}
