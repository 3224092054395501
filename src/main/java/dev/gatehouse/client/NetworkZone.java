package dev.gatehouse.client;

import dev.gatehouse.oauth.uri.SpecialAddresses;
import java.net.InetAddress;
import java.util.List;

/** How far an address reaches, RFC 6890: from the narrowest to the widest. */
public enum NetworkZone {
  /** This computer alone. */
  LOOPBACK("this computer"),
  /** A network of somebody's own, or an address of another special use. */
  PRIVATE("a private network"),
  /** The internet. */
  PUBLIC("the public internet");

  private final String words;

  NetworkZone(String words) {
    this.words = words;
  }

  /** To be read after "on". */
  String words() {
    return words;
  }

  public static NetworkZone of(InetAddress address) {
    if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
      return LOOPBACK; // 0.0.0.0 connects to this computer too
    }
    return SpecialAddresses.purpose(address).isPresent() ? PRIVATE : PUBLIC;
  }

  /** Whether a server there may name an address in the other zone: in its own, or on the internet. Else it would reach, through its client, what it cannot reach itself. */
  boolean mayLeadTo(NetworkZone other) {
    return other == this || other == PUBLIC;
  }

  /** The widest of them: what a name with several addresses counts as. */
  static NetworkZone widest(List<NetworkZone> zones) {
    return zones.stream().max(NetworkZone::compareTo).orElse(PUBLIC);
  }
}
