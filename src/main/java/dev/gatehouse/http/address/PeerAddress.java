package dev.gatehouse.http.address;

import io.netty.util.NetUtil;
import io.vertx.core.net.SocketAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** One end of a connection as it is shown, RFC 5952: {@code 127.0.0.1:50000}, {@code [::1]:50000}. */
public final class PeerAddress {
  private PeerAddress() {}

  /** Empty where the connection is gone. */
  public static String text(@Nullable SocketAddress address) {
    return address == null ? "" : shortest(address.hostAddress()) + ':' + address.port();
  }

  // [::1] and not 0:0:0:0:0:0:0:1.
  private static String shortest(String address) {
    @Nullable InetAddress parsed = NetUtil.createInetAddressFromIpAddressString(address);
    return parsed instanceof Inet6Address ? '[' + NetUtil.toAddressString(parsed) + ']' : address;
  }
}
