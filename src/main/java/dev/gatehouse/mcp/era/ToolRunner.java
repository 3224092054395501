package dev.gatehouse.mcp.era;

import dev.gatehouse.mcp.Caller;
import dev.gatehouse.mcp.ScopeRequiredException;
import dev.gatehouse.mcp.ToolResult;
import dev.gatehouse.mcp.registry.RegisteredTool;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a tool so that what it does wrong harms nobody else: it may throw, fail, answer nothing, or never answer. */
final class ToolRunner {
  private static final Logger LOG = LoggerFactory.getLogger(ToolRunner.class);

  private final Duration timeLimit;
  private final AtomicLong failures = new AtomicLong();

  ToolRunner(Duration timeLimit) {
    this.timeLimit = timeLimit;
  }

  /** Fails with {@link ScopeRequiredException} alone. */
  Future<ToolResult> run(RegisteredTool tool, JsonObject arguments, Caller caller) {
    return started(tool, arguments, caller)
        .timeout(timeLimit.toMillis(), TimeUnit.MILLISECONDS)
        .map(result -> Objects.requireNonNull(result, "a tool answered null"))
        .recover(failure -> excused(tool, failure));
  }

  // Whatever a tool throws is its own affair, an Error included: it must not take the connection
  // with it.
  private static Future<ToolResult> started(
      RegisteredTool tool, JsonObject arguments, Caller caller) {
    try {
      return Objects.requireNonNull(
          tool.tool().call(arguments, caller), "a tool returned null instead of a future");
    } catch (Throwable failure) {
      return Future.failedFuture(failure);
    }
  }

  // The message of an exception goes to the log and never to the caller.
  private Future<ToolResult> excused(RegisteredTool tool, Throwable failure) {
    if (failure instanceof ScopeRequiredException) {
      return Future.failedFuture(failure);
    }
    if (failure instanceof TimeoutException) {
      LOG.warn("tool={} reason=\"no answer within {}\"", tool.name(), timeLimit);
      return Future.succeededFuture(
          ToolResult.error("the tool gave no answer within " + timeLimit.toSeconds() + " seconds"));
    }
    long number = failures.incrementAndGet();
    LOG.error("tool={} failure={}", tool.name(), number, failure);
    return Future.succeededFuture(
        ToolResult.error("the tool failed; the server's log has it as failure " + number));
  }
}
