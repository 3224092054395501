package dev.gatehouse.jose;

import java.util.Map;

/** What {@code kid} must be, RFC 7515 §4.1.4 and RFC 7517 §4.5: where it is read, a string of 256 characters or fewer. */
public enum KeyIdRule {
  /** There, and not empty: the key is found by it among several. */
  REQUIRED,
  /** It may be missing or empty: there may be one key only. */
  OPTIONAL,
  /** It is not read: the key comes with the token. */
  IGNORED;

  private static final int LONGEST = 256;

  boolean allows(Map<?, ?> members) {
    if (this == IGNORED || (this == OPTIONAL && !members.containsKey("kid"))) {
      return true;
    }
    return members.get("kid") instanceof String kid
        && kid.length() <= LONGEST
        && (this == OPTIONAL || !kid.isEmpty());
  }

  /** Of what is allowed; empty where there is none. */
  String of(Map<?, ?> members) {
    return this != IGNORED && members.get("kid") instanceof String kid ? kid : "";
  }
}
