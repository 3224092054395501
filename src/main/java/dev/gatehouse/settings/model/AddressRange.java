package dev.gatehouse.settings.model;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address, or a range of addresses in CIDR notation (RFC 4632 §3.1, RFC 4291 §2.3): {@code 10.0.0.0/8}, {@code ::1}.
 *
 * @param network any address of the range
 * @param bits how many leading bits its addresses have in common; at least one, for nobody means everyone
 */
public record AddressRange(InetAddress network, int bits) {
  private static final Pattern SYNTAX = Pattern.compile("([^/]+)(?:/([1-9][0-9]{0,2}))?");
  // Nothing else goes to InetAddress, which would ask the DNS for a name.
  private static final Pattern LITERAL =
      Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  /** Empty where the text is neither. */
  public static Optional<AddressRange> parse(String text) {
    Matcher match = SYNTAX.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    return address(match.group(1)).flatMap(network -> {
      int most = network.getAddress().length * Byte.SIZE;
      int bits = match.group(2) == null ? most : Integer.parseInt(match.group(2));
      return bits > most ? Optional.empty() : Optional.of(new AddressRange(network, bits));
    });
  }

  /** Reads a literal address, IPv6 without brackets, its interface passed over; empty where it is anything else, such as a name. */
  public static Optional<InetAddress> address(String text) {
    String literal = text.split("%", 2)[0];
    if (!LITERAL.matcher(literal).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(literal));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Whether the address is in the range. */
  public boolean contains(InetAddress address) {
    byte[] own = network.getAddress();
    byte[] other = address.getAddress();
    int whole = bits / Byte.SIZE;
    int mask = 0xff00 >> bits % Byte.SIZE;
    return own.length == other.length
        && Arrays.equals(own, 0, whole, other, 0, whole)
        && (whole == own.length || ((own[whole] ^ other[whole]) & mask & 0xff) == 0);
  }
}
