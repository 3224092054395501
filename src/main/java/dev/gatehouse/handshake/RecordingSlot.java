package dev.gatehouse.handshake;

import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxServiceProvider;

/** Found by Vert.x before it starts: the only time at which a {@code ContextLocal} can be registered. */
public final class RecordingSlot implements VertxServiceProvider {
  @Override
  public void init(VertxBootstrap builder) {
    Recording.register();
    RequestLine.register();
  }
}
