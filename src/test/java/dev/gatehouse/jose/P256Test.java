package dev.gatehouse.jose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The form of an ES256 signature, RFC 7518 §3.4, and CVE-2022-21449. */
class P256Test {
  private static final byte[] ORDER =
      HexFormat.of().parseHex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
  private static final byte[] ZERO = new byte[32];
  private static final byte[] ONE = new byte[32];
  private static final byte[] LARGEST = ORDER.clone();

  static {
    ONE[31] = 1;
    LARGEST[31]--;
  }

  @Test
  void refuses_a_number_that_is_zero() {
    assertThat(isSignature(ZERO, ONE)).isFalse();
    assertThat(isSignature(ONE, ZERO)).isFalse();
    assertThat(isSignature(ZERO, ZERO)).isFalse();
  }

  @Test
  void refuses_a_number_as_large_as_the_order() {
    assertThat(isSignature(ORDER, ONE)).isFalse();
    assertThat(isSignature(ONE, ORDER)).isFalse();
  }

  @Test
  void refuses_another_length() {
    assertThat(isSignature(ONE, Arrays.copyOf(ONE, 31))).isFalse();
    assertThat(isSignature(ONE, Arrays.copyOf(ONE, 33))).isFalse();
    assertThat(isSignature(ONE, new byte[0])).isFalse();
  }

  @Test
  void takes_every_number_from_one_to_below_the_order() {
    assertThat(isSignature(ONE, LARGEST)).isTrue();
    assertThat(isSignature(LARGEST, ONE)).isTrue();
  }

  private static boolean isSignature(byte[] r, byte[] s) {
    byte[] signature = Arrays.copyOf(r, r.length + s.length);
    System.arraycopy(s, 0, signature, r.length, s.length);
    return P256.isSignature(signature);
  }
}
