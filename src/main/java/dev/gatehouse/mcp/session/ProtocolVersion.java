package dev.gatehouse.mcp.session;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The revisions of MCP that are spoken here, newest first; MCP 2026-07-28 "Versioning". */
public enum ProtocolVersion {
  V2026_07_28("2026-07-28", false),
  V2025_11_25("2025-11-25", true),
  V2025_06_18("2025-06-18", true),
  V2025_03_26("2025-03-26", true),
  V2024_11_05("2024-11-05", true);

  private final String wire;
  private final boolean legacy;

  ProtocolVersion(String wire, boolean legacy) {
    this.wire = wire;
    this.legacy = legacy;
  }

  /** As it stands in headers and messages. */
  public String wire() {
    return wire;
  }

  /** Whether it opens with {@code initialize}. */
  public boolean legacy() {
    return legacy;
  }

  public static Optional<ProtocolVersion> of(String wire) {
    return Arrays.stream(values()).filter(version -> version.wire.equals(wire)).findFirst();
  }

  /** All of them as a client may see them. */
  public static List<String> supported() {
    return Arrays.stream(values()).map(ProtocolVersion::wire).toList();
  }
}
