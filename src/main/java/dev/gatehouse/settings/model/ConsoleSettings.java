package dev.gatehouse.settings.model;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Who may watch the handshake.
 *
 * @param shown whether the live view is there
 * @param password that opens it; empty where it answers this computer alone
 * @param trace the file that each exchange is written to; null for none
 */
public record ConsoleSettings(
    boolean shown, String password, @Nullable Path trace) {
  /** Without the password. */
  @Override
  public String toString() {
    return "ConsoleSettings[shown=" + shown + ", trace=" + trace + "]";
  }
}
