package dev.gatehouse.handshake;

/** How a value of one kind is shown: as it is where it can be nothing but harmless, in part, or as a mask. */
@FunctionalInterface
interface ValueRule {
  /** The name is that of the parameter, member or field that has the value. */
  String shown(String name, String value, Redaction redaction);
}
