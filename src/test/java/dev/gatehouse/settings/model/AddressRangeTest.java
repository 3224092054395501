package dev.gatehouse.settings.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses and CIDR ranges, RFC 4632 §3.1. */
class AddressRangeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "10.0.0.0/33",
        "::1/129",
        "10.0.0.0/0",
        "10.0.0/8",
        "10.0.0.256",
        "::/x",
        "evil.example/8",
        "1",
        "0x7f.0.0.1",
        "10.0.0.0/8/8",
        ":",
        "[::1]",
        "0.0.0.0/00"
      })
  void refuses_what_is_no_range_or_everyone(String text) {
    assertThat(AddressRange.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1",
    "10.1.2.3/8, 10.9.9.9",
    "192.168.1.0/25, 192.168.1.127",
    "127.0.0.1, 127.0.0.1",
    "::1, ::1",
    "2001:db8::/33, 2001:db8:7fff::1",
    "fc00::/7, fd12::1",
    "127.0.0.1, ::ffff:127.0.0.1",
    "128.0.0.0/1, 255.255.255.255"
  })
  void holds_what_is_in_it(String range, String address) throws Exception {
    assertThat(AddressRange.parse(range).orElseThrow().contains(InetAddress.getByName(address)))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 11.0.0.1",
    "192.168.1.0/25, 192.168.1.128",
    "127.0.0.1, 127.0.0.2",
    "::1, ::2",
    "2001:db8::/33, 2001:db8:8000::1",
    "fc00::/7, fe80::1",
    "10.0.0.0/8, 0a00::1",
    "128.0.0.0/1, 127.255.255.255"
  })
  void holds_nothing_else(String range, String address) throws Exception {
    assertThat(AddressRange.parse(range).orElseThrow().contains(InetAddress.getByName(address)))
        .isFalse();
  }
}
