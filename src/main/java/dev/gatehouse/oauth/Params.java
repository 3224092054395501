package dev.gatehouse.oauth;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a request, from a query or a form. A parameter sent without a value counts as omitted, every one of them (RFC 6749
 * §3.1, §3.2), and one that is given twice is refused, but for {@code resource}, which may be repeated (RFC 8707 §2).
 *
 * @param values each name with its values in order
 */
public record Params(Map<String, List<String>> values) {
  /** No parameters. */
  public static final Params NONE = new Params(Map.of());

  public Params {
    var kept = new LinkedHashMap<String, List<String>>();
    values.forEach((name, all) -> {
      List<String> present = all.stream().filter(value -> !value.isEmpty()).toList();
      if (!present.isEmpty()) {
        kept.put(name, present);
      }
    });
    values = Map.copyOf(kept);
  }

  /** The one value; {@code invalid_request} when it is missing or repeated. */
  public String required(String name) {
    return optional(name)
        .orElseThrow(() -> OAuthException.invalidRequest(
            Cause.PARAMETER_MISSING, "parameter '" + name + "' is missing"));
  }

  /** The one value, if given; {@code invalid_request} when it is repeated. */
  public Optional<String> optional(String name) {
    List<String> all = all(name);
    if (all.size() > 1) {
      throw OAuthException.invalidRequest(
          Cause.PARAMETER_REPEATED, "parameter '" + name + "' is given more than once");
    }
    return all.stream().findFirst();
  }

  /** All values of a parameter that may be repeated, such as {@code resource} (RFC 8707 §2). */
  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** Whether the parameter has a value. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** Names only: the values may be secrets. */
  @Override
  public String toString() {
    return "Params" + values.keySet();
  }
}
