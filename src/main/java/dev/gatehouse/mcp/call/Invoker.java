package dev.gatehouse.mcp.call;

import dev.gatehouse.mcp.caller.ScopeRequiredException;
import dev.gatehouse.mcp.client.MissingCapabilityException;
import dev.gatehouse.mcp.client.NoClientAnswerException;
import dev.gatehouse.mcp.era.MessageContext;
import dev.gatehouse.mcp.era.Reply;
import dev.gatehouse.mcp.jsonrpc.Message.Request;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what others wrote so that what it does wrong harms nobody else: it may throw, fail, answer nothing, never answer, or block where it
 * says so.
 */
public final class Invoker {
  private static final Logger LOG = LoggerFactory.getLogger(Invoker.class);

  /** What only the generation of the protocol knows to answer. */
  public interface Answers {
    Reply scopeMissing(Invocation call, InvocationTarget subject, String scope);

    Reply unsupported(
        Invocation call, InvocationTarget subject, MissingCapabilityException failure);
  }

  private final Vertx vertx;
  private final Duration timeLimit;
  private final Duration patience;
  private final Answers answers;
  private final ToolWorkers workers;
  private final AtomicLong failures = new AtomicLong();

  public Invoker(Vertx vertx, Duration timeLimit, Duration patience, Answers answers) {
    this.vertx = vertx;
    this.timeLimit = timeLimit;
    this.patience = patience;
    this.answers = answers;
    this.workers = new ToolWorkers(vertx);
  }

  public Invocation call(
      Request request, MessageContext exchange, QuestionChannel questions, Notifications notices) {
    return new Invocation(request, exchange, questions, notices, vertx, patience);
  }

  /** Never fails. */
  public <T> Future<Reply> run(
      Invocation call,
      InvocationTarget subject,
      Callable<Future<T>> body,
      Function<T, Reply> answer) {
    if (subject.blocks()) {
      var job = workers.job(body);
      return slow(call, subject, job.start(), answer).onComplete(over -> job.interrupt());
    }
    Future<T> started = started(body);
    if (started.isComplete()) {
      call.close();
      return Future.succeededFuture(concluded(call, subject, started, answer));
    }
    return slow(call, subject, started, answer);
  }

  private <T> Future<Reply> slow(
      Invocation call, InvocationTarget subject, Future<T> started, Function<T, Reply> answer) {
    Promise<Reply> ended = Promise.promise();
    call.whenStuck(() -> call.questions().instead().ifPresent(ended::tryComplete));
    call.exchange()
        .cancellation()
        .onCancel(() -> ended.tryComplete(new Reply.Cancelled(call.request().id())));
    call.bound(timeLimit, () -> ended.tryComplete(excused(subject, new TimeoutException())));
    started.onComplete(done -> {
      if (!ended.future().isComplete()) {
        ended.tryComplete(concluded(call, subject, started, answer));
      }
    });
    return ended.future().onComplete(over -> call.close());
  }

  // Whatever it throws is its own affair, an Error included: it must not take the connection with
  // it.
  private static <T> Future<T> started(Callable<Future<T>> body) {
    try {
      return Objects.requireNonNull(body.call(), "null was returned instead of a future");
    } catch (Throwable failure) {
      return Future.failedFuture(failure);
    }
  }

  private <T> Reply concluded(
      Invocation call, InvocationTarget subject, Future<T> done, Function<T, Reply> answer) {
    var instead = call.questions().instead();
    if (instead.isPresent()) {
      return instead.get();
    }
    if (done.failed()) {
      return failed(call, subject, done.cause());
    }
    try {
      return answer.apply(Objects.requireNonNull(done.result(), "the answer is null"));
    } catch (RuntimeException failure) {
      return excused(subject, failure);
    }
  }

  private Reply failed(Invocation call, InvocationTarget subject, Throwable failure) {
    if (failure instanceof ScopeRequiredException required) {
      return answers.scopeMissing(call, subject, required.scope());
    }
    if (failure instanceof MissingCapabilityException unsupported) {
      return answers.unsupported(call, subject, unsupported);
    }
    return excused(subject, failure);
  }

  // The message of an exception goes to the log and never to the caller.
  private Reply excused(InvocationTarget subject, Throwable failure) {
    String what = subject.kind();
    if (failure instanceof TimeoutException) {
      LOG.warn("{}={} reason=\"no answer within {}\"", what, subject.name(), timeLimit);
      return subject
          .excuse()
          .apply("the " + what + " gave no answer within " + timeLimit.toSeconds() + " seconds");
    }
    if (failure instanceof NoClientAnswerException unanswered) {
      return subject.excuse().apply("not done: " + unanswered.getMessage());
    }
    long number = failures.incrementAndGet();
    LOG.error("{}={} failure={}", what, subject.name(), number, failure);
    return subject
        .excuse()
        .apply("the " + what + " failed; the server's log has it as failure " + number);
  }
}
