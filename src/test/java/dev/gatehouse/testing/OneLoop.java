package dev.gatehouse.testing;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.oauth.OAuthException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One event loop and one worker, for the tests of a class that needs no server. What is thrown on the loop fails the test at once. */
public final class OneLoop implements BeforeAllCallback, AfterAllCallback {
  private static final int SECONDS = 60; // a bound for what hangs, not a promise

  private final CompletableFuture<Object> thrown = new CompletableFuture<>();
  private Vertx vertx;

  @Override
  public void beforeAll(ExtensionContext context) {
    vertx = Vertx.vertx(new VertxOptions()
        .setEventLoopPoolSize(1)
        .setWorkerPoolSize(1)
        .setInternalBlockingPoolSize(1));
    vertx.exceptionHandler(thrown::completeExceptionally);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    await(vertx.close());
  }

  public Vertx vertx() {
    return vertx;
  }

  public WorkerExecutor workers() {
    return vertx.createSharedWorkerExecutor("workers", 1);
  }

  /** What it came to; throws what it failed with. */
  public <T> T await(Future<T> future) {
    CompletableFuture<T> done = future.toCompletionStage().toCompletableFuture();
    CompletableFuture.anyOf(done, thrown)
        .completeOnTimeout("late", SECONDS, TimeUnit.SECONDS)
        .handle((any, failure) -> any)
        .join();
    if (!future.isComplete()) {
      Throwable cause = thrown.handle((any, failure) -> failure).getNow(null);
      throw new AssertionError("not within " + SECONDS + " seconds", cause);
    }
    return future.await();
  }

  /** How it was refused. */
  public OAuthException refusal(Future<?> future) {
    return refusal(() -> await(future));
  }

  /** How it was refused; an error where it was not. */
  public static OAuthException refusal(Runnable act) {
    OAuthException refusal = catchThrowableOfType(OAuthException.class, act::run);
    if (refusal == null) {
      throw new AssertionError("was not refused");
    }
    return refusal;
  }
}
