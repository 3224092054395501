package dev.gatehouse.handshake;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/** Hands events over the event bus as they are: they are immutable and never leave the JVM. */
public final class HandshakeCodec implements MessageCodec<HandshakeEvent, HandshakeEvent> {
  @Override
  public HandshakeEvent transform(HandshakeEvent event) {
    return event;
  }

  @Override
  public void encodeToWire(Buffer buffer, HandshakeEvent event) {
    throw new UnsupportedOperationException("events never leave the JVM");
  }

  @Override
  public HandshakeEvent decodeFromWire(int position, Buffer buffer) {
    throw new UnsupportedOperationException("events never leave the JVM");
  }

  @Override
  public String name() {
    return HandshakeEvent.ADDRESS;
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
