package dev.gatehouse.http.limit;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What one connection is waiting for, and for how long: the head of a request, its body, or a client that reads the answer. Each has its
 * time, however slowly the bytes drip (RFC 9110 §15.5.9, CWE-400); an answer that goes on, such as a stream of events, has all of it.
 */
final class WatchedConnection {
  private static final byte[] TIMED_OUT =
      "HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final Channel channel;
  private final ClientTimeouts patience;
  private boolean first = true;
  private @Nullable HttpServerRequest request; // null between two requests
  private int since;
  private long unread;
  private int unreadSince;

  /** Times are seconds of the one who asks. */
  WatchedConnection(Channel channel, ClientTimeouts patience, int now) {
    this.channel = channel;
    this.patience = patience;
    this.since = now;
  }

  void close() {
    end(false);
  }

  /** Seconds that it has had no request for; none while it has one. */
  int idle(int now) {
    return request == null ? now - since : 0;
  }

  void begin(HttpServerRequest begun, int now) {
    request = begun;
    first = false;
    since = now;
    unreadSince = now;
  }

  /** Ends the connection where its time is over. */
  void check(int now) {
    HttpServerRequest current = request;
    if (current != null && isOver(current)) {
      request = null;
      since = now;
    } else if (current == null) {
      checkHead(now);
    } else if (isSending(current) && now - since > patience.body()) {
      end(!current.response().headWritten());
    } else {
      checkReader(now);
    }
  }

  private void checkHead(int now) {
    if (now - since > (first ? patience.firstHead() : patience.nextHead())) {
      end(first);
    }
  }

  private void checkReader(int now) {
    long left = channel.isWritable() ? 0 : channel.bytesBeforeWritable();
    if (left == 0 || left != unread) {
      unread = left;
      unreadSince = now;
    } else if (now - unreadSince > patience.unread()) {
      end(false);
    }
  }

  private static boolean isOver(HttpServerRequest request) {
    return request.response().ended() && !isSending(request);
  }

  // A request without body may stay paused, and then never ends, for as long as it is answered.
  private static boolean isSending(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return !request.isEnded()
        && (request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
            || (length != null && !length.equals("0")));
  }

  // Past the encoder, which may have no request to answer; TLS stands before the decoder.
  private void end(boolean saying408) {
    ChannelHandlerContext wire = channel.pipeline().context("httpDecoder");
    if (saying408 && wire != null) {
      wire.writeAndFlush(Unpooled.wrappedBuffer(TIMED_OUT))
          .addListener(ChannelFutureListener.CLOSE);
    } else {
      channel.close().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }
  }
}
