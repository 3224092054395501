package dev.gatehouse.mcp.session;

/** Where messages go that are no answers: notifications, and the server's own requests. For every thread. */
public interface MessageSink {
  /** Nothing can be sent. */
  MessageSink NONE = new MessageSink() {
    @Override
    public boolean isOpen() {
      return false;
    }

    @Override
    public void send(String message) {}
  };

  /** Whether what is sent has a way to the client. */
  boolean isOpen();

  /** Sends a message, JSON text; it is dropped where there is no way any more. */
  void send(String message);

  /** As {@link #send(String)}, where the token at the other end has the scope; any, where that is empty. */
  default void send(String message, String scope) {
    send(message);
  }

  /** Closes the connection, not the stream, where the client can resume it. */
  default void letGo() {}
}
