package dev.gatehouse.http.address;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.settings.model.AddressRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as one address. */
class RemoteAddressTest {
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "0:0:0:0:0:0:0:1%lo", "::ffff:127.0.0.1"})
  void takes_this_computer_for_one(String address) {
    assertThat(key(address)).isEqualTo("loopback");
  }

  @Test // a browser uses the two others alone: what a program binds besides takes nothing from it
  void tells_the_other_addresses_of_this_computer_apart() {
    assertThat(key("127.0.0.9")).isNotEqualTo(key("127.0.0.1")).isNotEqualTo(key("127.0.0.8"));
  }

  @Test
  void tells_two_ipv4_addresses_apart_however_they_are_written() {
    assertThat(key("192.0.2.1")).isNotEqualTo(key("192.0.2.2"));
    assertThat(key("::ffff:192.0.2.1")).isEqualTo(key("192.0.2.1"));
  }

  @Test // RFC 6177: a household has 64 bits of addresses at least
  void takes_an_ipv6_network_of_64_bits_for_one() {
    assertThat(key("2001:db8::1")).isEqualTo(key("2001:db8::f:2%eth0"));
    assertThat(key("2001:db8::1")).isNotEqualTo(key("2001:db8:0:1::1"));
  }

  private static String key(String address) {
    return RemoteAddress.key(AddressRange.address(address).orElseThrow());
  }
}
