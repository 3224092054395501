package dev.gatehouse.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;

/** Compares JSON by value. RFC 8259 §6 knows one kind of number: {@code 1.0} and {@code 1E0} are 1. */
public final class JsonValues {
  private static final Comparator<JsonNode> BY_VALUE = (one, other) -> {
    if (!one.isNumber() || !other.isNumber()) {
      return one.equals(other) ? 0 : 1;
    }
    return one.isIntegralNumber() && other.isIntegralNumber()
        ? one.bigIntegerValue().compareTo(other.bigIntegerValue())
        : Double.compare(one.doubleValue() + 0.0, other.doubleValue() + 0.0); // -0.0 is 0
  };

  private JsonValues() {}

  public static boolean same(JsonNode one, JsonNode other) {
    return one.equals(BY_VALUE, other);
  }
}
