package dev.gatehouse.oauth.uri;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Addresses that are not of the public internet, RFC 6890 and the IANA registries that it began: what a stranger's URL must not lead to.
 * Of IPv6 only global unicast is public, and not where it carries an IPv4 address inside.
 */
public final class SpecialAddresses {
  private static final List<Block> V4 = List.of(
      Block.of("0.0.0.0/8", "this network (RFC 791)"),
      Block.of("10.0.0.0/8", "private networks (RFC 1918)"),
      Block.of("100.64.0.0/10", "carrier-grade NAT (RFC 6598)"),
      Block.of("127.0.0.0/8", "loopback (RFC 1122)"),
      Block.of("169.254.0.0/16", "link-local (RFC 3927)"),
      Block.of("172.16.0.0/12", "private networks (RFC 1918)"),
      Block.of("192.0.0.0/24", "protocol assignments (RFC 6890)"),
      Block.of("192.0.2.0/24", "documentation (RFC 5737)"),
      Block.of("192.88.99.0/24", "6to4 relays (RFC 7526)"),
      Block.of("192.168.0.0/16", "private networks (RFC 1918)"),
      Block.of("198.18.0.0/15", "benchmarks (RFC 2544)"),
      Block.of("198.51.100.0/24", "documentation (RFC 5737)"),
      Block.of("203.0.113.0/24", "documentation (RFC 5737)"),
      Block.of("224.0.0.0/4", "multicast (RFC 5771)"),
      Block.of("240.0.0.0/4", "reserved (RFC 1112)"));

  private static final List<Block> V6 = List.of(
      Block.of("::1/128", "loopback (RFC 4291)"),
      Block.of("fe80::/10", "link-local (RFC 4291)"),
      Block.of("fec0::/10", "site-local (RFC 3879)"),
      Block.of("fc00::/7", "unique local (RFC 4193)"),
      Block.of("ff00::/8", "multicast (RFC 4291)"),
      Block.of("2001::/23", "protocol assignments (RFC 2928)"),
      Block.of("2001:db8::/32", "documentation (RFC 3849)"),
      Block.of("2002::/16", "6to4 (RFC 3056)"),
      Block.of("3fff::/20", "documentation (RFC 9637)"));

  private static final Block GLOBAL = Block.of("2000::/3", "global unicast (RFC 4291)");
  private static final Block NAT64 = Block.of("64:ff9b::/96", "NAT64 (RFC 6052)");

  private SpecialAddresses() {}

  /** What the address is for; empty where it is of the public internet. An IPv4-mapped address counts as what it maps. */
  public static Optional<String> purpose(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 4) {
      return purpose(bytes, V4);
    }
    if (NAT64.holds(bytes)) {
      return purpose(Arrays.copyOfRange(bytes, 12, 16), V4);
    }
    Optional<String> special = purpose(bytes, V6);
    return special.isEmpty() && !GLOBAL.holds(bytes)
        ? Optional.of("other uses than global unicast (RFC 4291)")
        : special;
  }

  private static Optional<String> purpose(byte[] address, List<Block> blocks) {
    return blocks.stream().filter(block -> block.holds(address)).findFirst().map(Block::purpose);
  }

  /** The addresses whose first bits are these. */
  private record Block(BigInteger prefix, int bytes, int bits, String purpose) {
    static Block of(String cidr, String purpose) {
      String[] parts = cidr.split("/", 2);
      try {
        byte[] base = InetAddress.getByName(parts[0]).getAddress();
        int bits = Integer.parseInt(parts[1]);
        return new Block(first(base, bits), base.length, bits, purpose);
      } catch (UnknownHostException e) {
        throw new IllegalStateException(cidr, e);
      }
    }

    boolean holds(byte[] address) {
      return address.length == bytes && first(address, bits).equals(prefix);
    }

    private static BigInteger first(byte[] address, int bits) {
      return new BigInteger(1, address).shiftRight(address.length * 8 - bits);
    }
  }
}
