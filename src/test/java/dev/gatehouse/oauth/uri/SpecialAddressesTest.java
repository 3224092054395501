package dev.gatehouse.oauth.uri;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6890 and the IANA registries of special-purpose addresses: first and last of each block, and their neighbours. */
class SpecialAddressesTest {
  @ParameterizedTest
  @CsvSource({
    "0.0.0.0,this network",
    "0.255.255.255,this network",
    "10.0.0.0,private",
    "10.255.255.255,private",
    "100.64.0.0,carrier",
    "100.127.255.255,carrier",
    "127.0.0.0,loopback",
    "127.255.255.255,loopback",
    "169.254.0.0,link-local",
    "169.254.169.254,link-local",
    "169.254.255.255,link-local",
    "172.16.0.0,private",
    "172.31.255.255,private",
    "192.0.0.0,protocol",
    "192.0.0.255,protocol",
    "192.0.2.0,documentation",
    "192.0.2.255,documentation",
    "192.88.99.1,6to4",
    "192.168.0.0,private",
    "192.168.255.255,private",
    "198.18.0.0,benchmarks",
    "198.19.255.255,benchmarks",
    "198.51.100.7,documentation",
    "203.0.113.7,documentation",
    "224.0.0.0,multicast",
    "239.255.255.255,multicast",
    "240.0.0.0,reserved",
    "255.255.255.255,reserved",
    "::,global unicast",
    "::1,loopback",
    "::2,global unicast",
    "::10.0.0.1,global unicast",
    "::8.8.8.8,global unicast",
    "::ffff:10.0.0.1,private",
    "::ffff:127.0.0.1,loopback",
    "64:ff9b::10.0.0.1,private",
    "64:ff9b::127.0.0.1,loopback",
    "64:ff9b:1::8.8.8.8,global unicast",
    "100::1,global unicast",
    "1fff::1,global unicast",
    "4000::1,global unicast",
    "2001::1,protocol",
    "2001:1ff:ffff::,protocol",
    "2001:db8::1,documentation",
    "2002:808:808::1,6to4",
    "3fff::1,documentation",
    "3fff:fff:ffff::1,documentation",
    "5f00::1,global unicast",
    "fc00::1,unique local",
    "fdff::1,unique local",
    "fe80::1,link-local",
    "febf::1,link-local",
    "fec0::1,site-local",
    "feff::1,site-local",
    "ff02::1,multicast"
  })
  void names_what_an_address_is_for(String address, String purpose) throws UnknownHostException {
    assertThat(SpecialAddresses.purpose(InetAddress.getByName(address)))
        .hasValueSatisfying(text -> assertThat(text).contains(purpose));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0.0.0",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.0",
        "192.0.3.0",
        "192.88.98.255",
        "192.88.100.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "198.51.99.255",
        "198.51.101.0",
        "203.0.112.255",
        "203.0.114.0",
        "223.255.255.255",
        "::ffff:8.8.8.8",
        "64:ff9b::8.8.8.8",
        "2000::1",
        "2001:200::1",
        "2001:db7::1",
        "2001:db9::1",
        "2003::1",
        "2606:4700::1",
        "3ffe::1",
        "3fff:1000::1"
      })
  void lets_the_public_internet_be(String address) throws UnknownHostException {
    assertThat(SpecialAddresses.purpose(InetAddress.getByName(address))).isEmpty();
  }
}
