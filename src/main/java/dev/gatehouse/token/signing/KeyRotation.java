package dev.gatehouse.token.signing;

import dev.gatehouse.token.signing.SigningKeys.Succession;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;

/** Brings in the next signing key from where keys come from: made anew, or read again from its file. Never on an event loop. */
public final class KeyRotation {
  private final SigningKeys keys;
  private final Callable<SigningKey> source;
  private final WorkerExecutor workers;

  public KeyRotation(SigningKeys keys, Callable<SigningKey> source, WorkerExecutor workers) {
    this.keys = keys;
    this.source = source;
    this.workers = workers;
  }

  /** Fails with a {@link KeyFileException} where the file is wrong; then, as in every other case but one, the last key signs on. */
  public Future<Succession> rotate() {
    return workers.executeBlocking(source, false).map(keys::succeed);
  }
}
