package dev.gatehouse.http.address;

import io.vertx.ext.web.RoutingContext;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Where a request comes from, for what is counted per address: this computer ({@code 127.0.0.1} and {@code ::1}) is one, an IPv4 address is one, and so is an IPv6 network of
 * 64 bits, for that is what one household is given. {@link Proxies} say who is behind them; others are not believed.
 */
public final class RemoteAddress {
  private static final int NETWORK_BYTES = 8;
  private static final int SITE_BYTES = 6;
  private static final String NETWORK = "/64";

  private RemoteAddress() {}

  /** A short key without meaning of its own. */
  public static String of(RoutingContext ctx) {
    return Proxies.client(ctx).map(RemoteAddress::key).orElse("unknown");
  }

  // The two that a browser takes for localhost, in turns.
  private static boolean isUsual(byte[] loopback) {
    return loopback.length > 4 || Arrays.equals(loopback, new byte[] {127, 0, 0, 1});
  }

  /** The IPv6 network of 48 bits in which a key of {@link #of} lies, for one customer may be given it whole; of any other key itself. */
  public static String site(String key) {
    return key.endsWith(NETWORK) ? key.substring(0, 2 * SITE_BYTES) + "/48" : key;
  }

  static String key(InetAddress address) {
    if (address.isLoopbackAddress() && isUsual(address.getAddress())) {
      return "loopback";
    }
    return address instanceof Inet6Address
        ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES)) + NETWORK
        : address.getHostAddress();
  }
}
