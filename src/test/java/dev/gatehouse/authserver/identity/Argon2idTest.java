package dev.gatehouse.authserver.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.testing.Parallel;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

/** Argon2id, RFC 9106, in memory that is used again. The hashes are OpenSSL's. */
class Argon2idTest {
  private static final String RIGHT = "correct horse";
  private static final String SALT = "$c2l4dGVlbiBieXRlcyBvZg$";
  private static final String USUAL =
      "$argon2id$v=19$m=19456,t=2,p=1" + SALT + "fAlsCUV/vUMXHOs+paUefplEtKZAuFk8kB4wqc9Gicg";
  private static final String SMALLER =
      "$argon2id$v=19$m=8192,t=3,p=1" + SALT + "7rwWoGG/A0L2Vm9mxeyHtg";
  private static final String LARGER =
      "$argon2id$v=19$m=24000,t=1,p=1" + SALT + "aORMtmVfXuoewLc2DPuNy6188OzIWfr2xbNbGAXQLEk";

  private final Argon2id passwords = new Argon2id(new Secrets(new SecureRandom()));

  @Test
  void refuses_a_wrong_password_after_a_right_one() {
    assertThat(passwords.matches(RIGHT, USUAL)).isTrue();
    assertThat(passwords.matches("correct hors", USUAL)).isFalse();
    assertThat(passwords.matches("", USUAL)).isFalse();
  }

  @Test
  void refuses_what_is_no_argon2id_hash() {
    for (String other : new String[] {"", "plain", USUAL.replace("2id", "2i"), USUAL + "$"}) {
      assertThatThrownBy(() -> passwords.matches(RIGHT, other))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void is_right_whatever_was_in_the_memory_before() {
    for (String hash : new String[] {USUAL, SMALLER, LARGER, USUAL, LARGER, SMALLER, USUAL}) {
      assertThat(passwords.matches(RIGHT, hash)).as(hash).isTrue();
    }
  }

  @Test
  void salts_each_hash() {
    String hash = passwords.hash(RIGHT);
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(passwords.hash(RIGHT)).isNotEqualTo(hash);
    assertThat(passwords.matches(RIGHT, hash)).isTrue();
  }

  @Test
  void keeps_parallel_hashes_apart() {
    assertThat(Parallel.times(8, () -> passwords.matches(RIGHT, SMALLER))).containsOnly(true);
  }
}
