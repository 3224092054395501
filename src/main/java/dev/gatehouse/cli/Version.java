package dev.gatehouse.cli;

import java.util.Optional;

/** The version that the manifest of the jar states. */
public final class Version {
  private Version() {}

  /** {@code unpackaged} where there is no jar. */
  public static String get() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("unpackaged");
  }
}
