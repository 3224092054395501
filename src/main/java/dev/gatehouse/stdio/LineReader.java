package dev.gatehouse.stdio;

import dev.gatehouse.mcp.session.MessageSink;
import io.vertx.core.buffer.Buffer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads lines, one message each, of a length that is bounded; MCP 2026-07-28 "stdio". */
final class LineReader {
  /** As much as over HTTP. */
  static final int LONGEST = 1 << 20;

  /** What is written is a line of the one output. */
  record Writer(Consumer<String> lines) implements MessageSink {
    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void send(String message) {
      lines.accept(message);
    }
  }

  private final InputStream in;

  LineReader(InputStream in) {
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  /** The next line; empty at the end. Of a line that is too long, one byte more than is allowed. */
  Optional<Buffer> next() throws IOException {
    Buffer line = Buffer.buffer(256);
    int next = in.read();
    if (next < 0) {
      return Optional.empty();
    }
    while (next >= 0 && next != '\n') {
      if (line.length() <= LONGEST) {
        line.appendByte((byte) next);
      }
      next = in.read();
    }
    return Optional.of(line);
  }
}
