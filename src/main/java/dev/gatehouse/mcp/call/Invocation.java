package dev.gatehouse.mcp.call;

import dev.gatehouse.mcp.caller.Caller;
import dev.gatehouse.mcp.era.MessageContext;
import dev.gatehouse.mcp.jsonrpc.Message.Request;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One request under way, with the clocks that bound it. Its timers are set only where it does not end at once. */
public final class Invocation implements InvocationTimers {
  private final Request request;
  private final MessageContext exchange;
  private final QuestionChannel questions;
  private final Notifications notices;
  private final Vertx vertx;
  private final Context context;
  private final Duration patience;
  private final Caller caller;
  private final AtomicBoolean stuck = new AtomicBoolean();
  private volatile Runnable whenStuck = () -> {};
  private @Nullable Deadline deadline; // null until it is known that the run takes time

  private int standing;

  Invocation(
      Request request,
      MessageContext exchange,
      QuestionChannel questions,
      Notifications notices,
      Vertx vertx,
      Duration patience) {
    this.request = request;
    this.exchange = exchange;
    this.questions = questions;
    this.notices = notices;
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.patience = patience;
    this.caller = new RequestCaller(this);
  }

  /** What the run sees of it. */
  public Caller caller() {
    return caller;
  }

  public Request request() {
    return request;
  }

  public MessageContext exchange() {
    return exchange;
  }

  QuestionChannel questions() {
    return questions;
  }

  Notifications notices() {
    return notices;
  }

  Vertx vertx() {
    return vertx;
  }

  /** From now on the time counts. */
  synchronized void bound(Duration limit, Runnable expired) {
    deadline = new Deadline(vertx, limit, expired);
    if (standing == 0) {
      deadline.run();
    }
  }

  @Override
  public synchronized void standStill() {
    standing++;
    if (deadline != null) {
      deadline.stop();
    }
  }

  @Override
  public synchronized void goOn() {
    standing--;
    if (deadline != null && standing == 0) {
      deadline.run();
    }
  }

  @Override
  public Runnable whenPatienceEnds(Runnable action) {
    long timer = vertx.setTimer(patience.toMillis(), fired -> action.run());
    return () -> vertx.cancelTimer(timer);
  }

  // After this tick, so that questions asked in one breath travel together.
  @Override
  public void stuck() {
    if (stuck.compareAndSet(false, true)) {
      context.runOnContext(tick -> whenStuck.run());
    }
  }

  void whenStuck(Runnable action) {
    whenStuck = action;
  }

  /** It is over: nothing more is sent, and no clock runs. */
  synchronized void close() {
    notices.close();
    questions.close();
    standing = Integer.MAX_VALUE / 2; // no answer that comes late starts the clock again
    if (deadline != null) {
      deadline.stop();
    }
  }
}
