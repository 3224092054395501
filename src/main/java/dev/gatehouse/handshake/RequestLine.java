package dev.gatehouse.handshake;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.spi.context.storage.ContextLocal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one log line of a message to the resource server: the check of its token and what became of
 * the message, joined. Belongs to the Vert.x context of the request, as {@link Recording} does, and
 * is only about the log: everyone else hears both decisions.
 */
public final class RequestLine {
  private static final Logger LOG = LoggerFactory.getLogger("gatehouse");
  private static final ContextLocal<RequestLine> CURRENT =
      ContextLocal.registerLocal(RequestLine.class);

  private @Nullable Decision waiting; // null before the first decision, and once it is written
  private boolean fresh = true;

  private RequestLine() {}

  /** The next decision of this request waits for the one after it, or for {@link #end}. */
  public static RequestLine begin() {
    var line = new RequestLine();
    CURRENT.put(Vertx.currentContext(), line);
    return line;
  }

  /**
   * Ends the line of the request that is under way here, if it has one: for an answer that will
   * take long.
   */
  public static void endCurrent() {
    @Nullable RequestLine line = current();
    if (line != null) {
      line.end();
    }
  }

  /** Writes the decision that still waits. */
  public void end() {
    @Nullable Decision last = waiting;
    waiting = null;
    fresh = false;
    if (last != null) {
      LOG.info(last.line());
    }
  }

  /** Loads this class, so that the slot exists before the first Vert.x is made. */
  static void register() {}

  /** Writes the decision now, or with the next one where the request joins them. */
  static void write(Decision decision) {
    @Nullable RequestLine line = current();
    if (line == null) {
      LOG.info(decision.line());
    } else {
      line.take(decision);
    }
  }

  private static @Nullable RequestLine current() {
    @Nullable Context context = Vertx.currentContext();
    return context == null ? null : CURRENT.get(context);
  }

  private void take(Decision decision) {
    @Nullable Decision first = waiting;
    if (fresh) {
      waiting = decision;
      fresh = false;
    } else {
      waiting = null;
      LOG.info(first == null ? decision.line() : decision.joined(first).line());
    }
  }
}
