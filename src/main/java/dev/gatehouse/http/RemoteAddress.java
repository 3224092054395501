package dev.gatehouse.http;

import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from, for what is counted per address: this computer is one, an IPv4 address is one, and so is an IPv6 network of
 * 64 bits, for that is what one household is given. Read from the connection alone: {@code X-Forwarded-For} says what its sender likes.
 */
public final class RemoteAddress {
  private static final int NETWORK_BYTES = 8;

  private RemoteAddress() {}

  /** A short key without meaning of its own. */
  public static String of(RoutingContext ctx) {
    @Nullable
    SocketAddress peer = ctx.request().remoteAddress(); // null once the connection is gone
    return peer == null || peer.hostAddress() == null ? "unknown" : key(peer.hostAddress());
  }

  /** The key of an address in text form, without the name of an interface behind {@code %}. */
  static String key(String address) {
    try {
      InetAddress parsed = InetAddress.getByName(address.split("%", 2)[0]);
      if (parsed.isLoopbackAddress()) {
        return "loopback";
      }
      return parsed instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES)) + "/64"
          : parsed.getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("a connection has an address", e);
    }
  }
}
