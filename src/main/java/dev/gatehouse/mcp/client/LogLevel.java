package dev.gatehouse.mcp.client;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How grave a log message to the client is, the least grave first; RFC 5424 §6.2.1, MCP "Log Levels". */
public enum LogLevel {
  DEBUG,
  INFO,
  NOTICE,
  WARNING,
  ERROR,
  CRITICAL,
  ALERT,
  EMERGENCY;

  /** As it stands in messages. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<LogLevel> of(String wire) {
    return Arrays.stream(values()).filter(level -> level.wire().equals(wire)).findFirst();
  }
}
