package dev.gatehouse.wiring;

import dev.gatehouse.token.signing.KeyFileException;
import dev.gatehouse.token.signing.KeyRotation;
import dev.gatehouse.token.signing.SigningKeys.Succession;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rotates the signing key again and again; what cannot be rotated is logged, and the last key signs on. */
final class RotationSchedule {
  private static final Logger LOG = LoggerFactory.getLogger("gatehouse");

  private RotationSchedule() {}

  /** Zero is never. */
  static void start(Vertx vertx, Duration every, KeyRotation rotation) {
    if (!every.isZero()) {
      vertx.setPeriodic(
          every.toMillis(),
          timer -> rotation
              .rotate()
              .onSuccess(RotationSchedule::report)
              .onFailure(RotationSchedule::report));
    }
  }

  private static void report(Succession done) {
    switch (done) {
      case DONE -> LOG.info("another key signs from now on");
      case SAME_KEY -> LOG.debug("the file still holds the key that signs");
      case TOO_MANY -> LOG.warn("the signing key was not rotated: too many are published");
    }
  }

  private static void report(Throwable failure) {
    if (failure instanceof KeyFileException wrong) {
      LOG.warn("the signing key was not rotated: auth-server.signing-key {}", wrong.fault());
    } else {
      LOG.warn("the signing key was not rotated", failure);
    }
  }
}
