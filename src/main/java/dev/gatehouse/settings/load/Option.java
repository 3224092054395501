package dev.gatehouse.settings.load;

/**
 * One thing that can be set, and its names in the three places where it can be.
 *
 * @param key section and name in {@code conf/config.yaml}, such as {@code auth-server.issuer}
 * @param kind shape of its value
 * @param environment name of its environment variable
 * @param flag on the command line, with both dashes; empty for tables and secrets, which do not belong there
 * @param description one line, the same as the comment in {@code conf/config.yaml}
 * @param expected what a right value is: the end of "must be …"
 * @param secret whether its value stays out of messages
 */
public record Option(
    String key,
    Kind kind,
    String environment,
    String flag,
    String description,
    String expected,
    boolean secret) {
  /** What its value is made of. */
  public enum Kind {
    TEXT,
    NUMBER,
    SWITCH,
    LIST,
    TABLE
  }

  /** The part of the key before the dot. */
  public String section() {
    return key.substring(0, key.indexOf('.'));
  }

  /** The part of the key behind the dot. */
  public String name() {
    return key.substring(key.indexOf('.') + 1);
  }
}
