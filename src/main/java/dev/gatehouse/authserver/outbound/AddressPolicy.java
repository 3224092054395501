package dev.gatehouse.authserver.outbound;

import dev.gatehouse.oauth.uri.SpecialAddresses;
import java.net.InetAddress;

/** Which addresses may be connected to. */
@FunctionalInterface
public interface AddressPolicy {
  /** Only those of the public internet. */
  AddressPolicy PUBLIC = address -> SpecialAddresses.purpose(address).orElse("");

  /** And this computer, for those who develop on it. */
  AddressPolicy PUBLIC_AND_LOOPBACK =
      address -> address.isLoopbackAddress() ? "" : PUBLIC.refusal(address);

  /** What the address is for, where that is not for strangers to choose; else empty. */
  String refusal(InetAddress address);

  static AddressPolicy of(boolean loopback) {
    return loopback ? PUBLIC_AND_LOOPBACK : PUBLIC;
  }
}
