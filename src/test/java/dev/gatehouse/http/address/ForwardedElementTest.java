package dev.gatehouse.http.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The value of {@code Forwarded}, RFC 7239 §4 to §6, and of {@code X-Forwarded-For}. */
class ForwardedElementTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "for",
        "for=\"1.2.3.4",
        "=1.2.3.4",
        "for=1.2.3.4 x",
        "for = 1.2.3.4",
        "for=1.2.3.4;;x"
      })
  void makes_nothing_of_a_malformed_value(String value) {
    assertThat(ForwardedElement.parse(value)).isEmpty();
  }

  @ParameterizedTest // §6.2, §6.3: unknown and obfuscated nodes; names are never looked up
  @ValueSource(strings = {"for=unknown", "for=_hidden", "for=localhost", "for=\"\"", "proto=https"})
  void knows_no_address_where_none_is_given(String value) {
    assertThat(ForwardedElement.parse(value))
        .singleElement()
        .satisfies(element -> assertThat(element.node()).isEmpty());
  }

  @ParameterizedTest // §4, §6
  @CsvSource(
      delimiter = '|',
      value = {
        "for=192.0.2.43 | 192.0.2.43",
        "For=192.0.2.43;proto=http;by=203.0.113.43 | 192.0.2.43",
        "For=\"[2001:db8:cafe::17]:4711\" | 2001:db8:cafe::17",
        "for=\"[2001:db8::1]\" | 2001:db8::1",
        "for=\"192.0.2.43:47011\" | 192.0.2.43",
        "by=_a;for=\"\\192.0.2.43\" | 192.0.2.43"
      })
  void reads_an_address(String value, String address) throws Exception {
    assertThat(ForwardedElement.parse(value))
        .singleElement()
        .satisfies(element -> assertThat(element.node()).contains(InetAddress.getByName(address)));
  }

  @Test // §7.1
  void reads_elements_in_their_order_with_the_host_of_each() {
    List<ForwardedElement> elements = ForwardedElement.parse(
        "for=192.0.2.43;host=\"a.example:8443\", for=\"a,b;c\" ,for=198.51.100.17;host=b.example");
    assertThat(elements)
        .extracting(ForwardedElement::host)
        .containsExactly("a.example:8443", "", "b.example");
    assertThat(elements.get(1).node()).isEmpty();
  }

  @Test
  void reads_x_forwarded_for_as_proxies_write_it() throws Exception {
    assertThat(ForwardedElement.parseXForwardedFor(
            "192.0.2.1,2001:db8::1 , [2001:db8::2]:99, 192.0.2.2:80, unknown, evil.example"))
        .extracting(element -> element.node().map(InetAddress::getHostAddress).orElse("none"))
        .containsExactly(
            "192.0.2.1",
            "2001:db8:0:0:0:0:0:1",
            "2001:db8:0:0:0:0:0:2",
            "192.0.2.2",
            "none",
            "none");
  }

  @Test // many headers of many commas
  void takes_no_time_for_a_long_value() {
    assertThat(ForwardedElement.parse("for=\"" + "\\a".repeat(15_000))).isEmpty();
    assertThat(ForwardedElement.parse("for=1.2.3.4,".repeat(2_500) + "for=x")).hasSize(2_501);
  }
}
