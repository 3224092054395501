package dev.gatehouse.json;

/**
 * How much JSON is read, RFC 8259 §9.
 *
 * @param depth levels of objects and arrays
 * @param digits characters of a number
 * @param name characters of a member's name
 * @param tokens names, values, brackets and braces together
 */
public record JsonLimits(int depth, int digits, int name, int tokens) {
  @Override
  public String toString() {
    return "depth " + depth + ", numbers of " + digits + " digits, names of " + name
        + " characters, " + tokens + " tokens";
  }
}
