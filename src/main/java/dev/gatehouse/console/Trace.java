package dev.gatehouse.console;

import dev.gatehouse.console.run.RunJson;
import dev.gatehouse.handshake.Exchange;
import dev.gatehouse.handshake.ExchangeListener;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code --trace FILE}: each exchange as one line of JSON, masked like everything here. What a slow disk cannot take is counted and left out. */
public final class Trace implements ExchangeListener {
  private static final Logger LOG = LoggerFactory.getLogger("gatehouse");

  private final AsyncFile file;
  private final Context context; // the lines of all event loops are written by one, in their order
  private final AtomicLong lost = new AtomicLong();
  private volatile boolean closed;

  private Trace(AsyncFile file, Context context) {
    this.file = file;
    this.context = context;
  }

  /** Appends to the file, which only its owner can read. */
  public static Future<Trace> open(Vertx vertx, String path) {
    var options = new OpenOptions().setAppend(true).setPerms("rw-------");
    return vertx
        .fileSystem()
        .open(path, options)
        .map(file -> new Trace(file, vertx.getOrCreateContext()));
  }

  @Override
  public void exchanged(Exchange exchange) {
    context.runOnContext(later -> write(exchange));
  }

  /** Closes the file; what comes later is not written. */
  public Future<Void> close() {
    closed = true;
    return file.close();
  }

  private void write(Exchange exchange) {
    if (closed) {
      return;
    }
    if (file.writeQueueFull()) {
      if (lost.getAndIncrement() == 0) {
        LOG.warn("the disk is slower than the trace: lines are left out");
      }
      return;
    }
    file.write(Buffer.buffer(RunJson.exchange(exchange).encode() + "\n"));
  }
}
