package dev.gatehouse.console.run;

import java.util.Set;

/** Where a request came from: {@code address:port}, IPv6 in brackets. */
final class PeerNames {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]");

  private PeerNames() {}

  /** The computer without the port; this one has two addresses, and clients use both. */
  static String host(String peer) {
    int colon = peer.lastIndexOf(':');
    String address = colon < 0 ? peer : peer.substring(0, colon);
    return LOOPBACK.contains(address) ? "loopback" : address;
  }
}
