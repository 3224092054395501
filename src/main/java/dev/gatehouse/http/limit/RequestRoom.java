package dev.gatehouse.http.limit;

import dev.gatehouse.http.address.RemoteAddress;
import dev.gatehouse.quota.FairShare;
import dev.gatehouse.quota.Limit;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The heap that requests hold while they are under way (CWE-770): their bodies and what was read of them, answers that their clients do not
 * read, events that wait for a slow reader. Counted for the user of the token, or else for the address; where it is full, whoever holds most
 * loses the eldest request. One for both servers and all event loops; mounted before what reads bodies.
 */
public final class RequestRoom implements Handler<RoutingContext> {
  /** What one user, or one address, may have under way. */
  static final Limit OF_HOLDER = new Limit(1024, 12 << 20);
  /** What all may have. */
  public static final Limit OF_ALL = new Limit(16_384, 24 << 20);

  private static final String ROOM = "gatehouse.request-room";
  private static final String HOLDER = "gatehouse.request-holder";
  private static final String CHARGE = "gatehouse.request-charge";
  private static final int SMALL = 4096; // an answer that is not worth counting
  private static final int SMALL_BODY = 16 << 10;
  private static final int MOST_TREE = 3 << 20; // of the most tokens that are read
  private static final int TREE_OF_BYTE = 30; // such as {"a":1} for 7 bytes

  private final FairShare<RequestCharge> shares;

  public RequestRoom() {
    this(OF_HOLDER, OF_ALL);
  }

  RequestRoom(Limit ofHolder, Limit ofAll) {
    this.shares = new FairShare<>(ofHolder, ofAll);
  }

  @Override
  public void handle(RoutingContext ctx) {
    ctx.put(ROOM, this);
    ctx.next();
  }

  /** From now on the request is counted for this user, and no more for the address that it comes from. */
  public static void countFor(RoutingContext ctx, String user) {
    ctx.put(HOLDER, "user " + user);
  }

  /** A body is about to be read. Whether it is so small that this can be done at once; others wait until all have been counted that have arrived. */
  static boolean reading(RoutingContext ctx, long most) {
    long length = declared(ctx, most);
    if (length > 0 && length <= most) {
      charge(ctx, raw(ctx, length));
      return length <= SMALL_BODY;
    }
    return true;
  }

  /** Whether there is no room for the request any more. */
  static boolean mustMakeWay(RoutingContext ctx) {
    @Nullable RequestCharge charge = ctx.get(CHARGE);
    return charge != null && charge.isEvicted();
  }

  /** A body was read; one of unknown length was counted as the largest. */
  public static void read(RoutingContext ctx) {
    @Nullable RequestCharge charge = ctx.get(CHARGE);
    if (charge != null) {
      charge.set(raw(ctx, Math.max(0, ctx.body().length())));
    }
  }

  /**
   * The request goes on until the future is complete, even if its connection ends before, and what was read of its body with it. Where
   * there is no room, the action ends it.
   */
  public static void holds(RoutingContext ctx, Future<?> until, Runnable ends) {
    @Nullable RequestCharge charge = ctx.get(CHARGE);
    if (charge != null) {
      charge.set(read(ctx, Math.max(0, ctx.body().length())));
      charge.hold(until, ends);
    }
  }

  /** An answer of so many bytes was sent, and is written when the future is complete. */
  public static Future<Void> sends(RoutingContext ctx, long bytes, Future<Void> written) {
    if (bytes > SMALL && !written.isComplete()) {
      @Nullable RequestCharge charge = charge(ctx, bytes);
      if (charge != null) {
        charge.hold(written, () -> {});
      }
    }
    return written;
  }

  /** So many bytes more wait for a reader, or fewer. */
  public static void waits(RoutingContext ctx, long bytes) {
    charge(ctx, bytes);
  }

  /** What is held now, by all. */
  public synchronized long bytes() {
    return shares.bytes();
  }

  synchronized List<RequestCharge> grow(RequestCharge charge, long bytes) {
    return shares.grow(charge, bytes);
  }

  synchronized void remove(RequestCharge charge) {
    shares.remove(charge);
  }

  private synchronized List<RequestCharge> add(String holder, RequestCharge charge, long bytes) {
    return shares.add(holder, charge, bytes);
  }

  private static @Nullable RequestCharge charge(RoutingContext ctx, long bytes) {
    @Nullable RequestRoom room = ctx.get(ROOM);
    @Nullable RequestCharge known = ctx.get(CHARGE);
    if (known != null) {
      known.grow(bytes);
      return known;
    }
    if (room == null || bytes <= 0) {
      return null;
    }
    @Nullable String user = ctx.get(HOLDER);
    var charge = new RequestCharge(room, ctx, bytes);
    ctx.put(CHARGE, charge);
    room.add(user == null ? "from " + RemoteAddress.of(ctx) : user, charge, bytes)
        .forEach(RequestCharge::evict);
    return charge;
  }

  // A buffer that grows by doubling; a form is kept in pieces as well.
  private static long raw(RoutingContext ctx, long length) {
    return (isJson(ctx) ? 2 : 4) * length;
  }

  // Text of two bytes a character, besides the tree of objects that JSON is.
  private static long read(RoutingContext ctx, long length) {
    return isJson(ctx) ? 3 * length + Math.min(TREE_OF_BYTE * length, MOST_TREE) : 4 * length;
  }

  private static boolean isJson(RoutingContext ctx) {
    String type = ctx.request().getHeader(HttpHeaders.CONTENT_TYPE);
    return type != null && type.contains("json");
  }

  private static long declared(RoutingContext ctx, long most) {
    String length = ctx.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null) {
      try {
        return Long.parseLong(length);
      } catch (NumberFormatException notALength) {
        return 0; // the codec has refused it
      }
    }
    return ctx.request().headers().contains(HttpHeaders.TRANSFER_ENCODING) ? most : 0;
  }
}
