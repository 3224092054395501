package dev.gatehouse.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each seed, each prefix of it and each of it with one byte changed holds what the target says; what Jazzer once found is a seed. */
class FuzzSeedsTest {
  @ParameterizedTest
  @EnumSource(FuzzTarget.class)
  void hold(FuzzTarget target) throws Throwable {
    assertThat(target.seedFiles()).hasSizeGreaterThan(2);
    for (Path seed : target.seedFiles()) {
      byte[] bytes = Files.readAllBytes(seed);
      target.run(bytes);
      int step = Math.max(1, bytes.length / 50);
      for (int i = 0; i < bytes.length; i += step) {
        target.run(Arrays.copyOf(bytes, i));
        target.run(changed(bytes, i));
      }
    }
  }

  private static byte[] changed(byte[] bytes, int place) throws IOException {
    byte[] copy = bytes.clone();
    copy[place] ^= (byte) (1 << (place % 8));
    return copy;
  }
}
