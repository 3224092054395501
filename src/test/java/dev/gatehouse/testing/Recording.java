package dev.gatehouse.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.gatehouse.Gatehouse;
import dev.gatehouse.handshake.Decision;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/**
 * Every event of both servers, and every log line of the whole process from DEBUG on, while it is open. Vert.x at TRACE writes each request
 * line, which no setting of ours turns on.
 */
public final class Recording implements AutoCloseable {
  private final List<Decision> events = new CopyOnWriteArrayList<>();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Logger own = (Logger) LoggerFactory.getLogger("gatehouse");
  private final Level rootLevel = root.getLevel();
  private final Level ownLevel = own.getLevel();
  private final Lines appender = new Lines();
  private final Runnable stopListening;

  public Recording(Gatehouse gatehouse) {
    stopListening = gatehouse.listen(events::add);
    appender.setContext(root.getLoggerContext());
    appender.start();
    root.addAppender(appender);
    root.iteratorForAppenders().forEachRemaining(other -> {
      if (other != appender) {
        other.stop();
      }
    });
    root.setLevel(Level.DEBUG);
    own.setLevel(Level.TRACE);
  }

  public List<Decision> events() {
    return events;
  }

  /** Messages with their arguments, thread names and stack traces. */
  public List<String> lines() {
    return lines;
  }

  @Override
  public void close() {
    root.setLevel(rootLevel);
    own.setLevel(ownLevel);
    root.detachAppender(appender);
    root.iteratorForAppenders().forEachRemaining(other -> other.start());
    stopListening.run();
  }

  private final class Lines extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      IThrowableProxy failure = event.getThrowableProxy();
      lines.add(event.getLoggerName()
          + ' '
          + event.getFormattedMessage()
          + (failure == null ? "" : ThrowableProxyUtil.asString(failure)));
    }
  }
}
