package dev.gatehouse.quota;

/**
 * How much of something there may be.
 *
 * @param entries the most entries
 * @param bytes the most heap that they may hold together
 */
public record Limit(int entries, long bytes) {
  boolean isExceededBy(int otherEntries, long otherBytes) {
    return otherEntries > entries || otherBytes > bytes;
  }
}
