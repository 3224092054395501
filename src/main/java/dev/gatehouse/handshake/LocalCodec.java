package dev.gatehouse.handshake;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/** Hands what is immutable over the event bus as it is: it never leaves the JVM. */
public final class LocalCodec<T> implements MessageCodec<T, T> {
  private final String name;

  /** The name is the address that the messages go to. */
  public LocalCodec(String name) {
    this.name = name;
  }

  @Override
  public T transform(T message) {
    return message;
  }

  @Override
  public void encodeToWire(Buffer buffer, T message) {
    throw new UnsupportedOperationException(name + " never leaves the JVM");
  }

  @Override
  public T decodeFromWire(int position, Buffer buffer) {
    throw new UnsupportedOperationException(name + " never leaves the JVM");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
