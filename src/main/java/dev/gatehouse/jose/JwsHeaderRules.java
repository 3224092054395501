package dev.gatehouse.jose;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a JOSE header must say, RFC 7515 §4 and RFC 8725 §3. The algorithm is the reader's to choose, no extension is understood, and no
 * key is fetched for the token. A member that is null is there, and is wrong.
 *
 * @param algorithms that {@code alg} may name; asymmetric only
 * @param type what {@code typ} must say
 * @param ownKey whether the token brings its key in {@code jwk}, as a DPoP proof does (RFC 9449 §4.2); for all others that is a fault
 * @param keyId what {@code kid} must be
 */
public record JwsHeaderRules(
    List<JwsAlgorithm> algorithms, TypeRule type, boolean ownKey, KeyIdRule keyId) {
  private static final List<String> EXTENSIONS = List.of("crit", "b64");
  private static final List<String> KEY_PLACES = List.of("jku", "x5u", "x5c");

  public JwsHeaderRules {
    algorithms = List.copyOf(algorithms);
  }

  /**
   * Which {@code typ} there may be, RFC 7515 §4.1.9.
   *
   * @param types in lower case
   * @param optional whether it may be missing: kinds of JWT that are older than RFC 8725 have none
   * @param anyCase whether it is a media type, whose letters may be of either case; {@code dpop+jwt} is compared to the letter
   */
  public record TypeRule(Set<String> types, boolean optional, boolean anyCase) {
    public TypeRule {
      types = Set.copyOf(types);
    }

    /** One of these and nothing else, its letters of either case. */
    public static TypeRule required(String... types) {
      return new TypeRule(Set.of(types), false, true);
    }

    /** One of these, or none. */
    public static TypeRule optional(String... types) {
      return new TypeRule(Set.of(types), true, true);
    }

    /** This one, to the letter. */
    public static TypeRule exactly(String type) {
      return new TypeRule(Set.of(type), false, false);
    }

    boolean allows(Map<String, Object> header) {
      if (!header.containsKey("typ")) {
        return optional;
      }
      return header.get("typ") instanceof String typ
          && types.contains(anyCase ? typ.toLowerCase(Locale.ROOT) : typ);
    }
  }

  /** The header that keeps the rules; throws {@link JwsException}. */
  public JwsHeader check(Map<String, Object> header) {
    String algorithm = header.get("alg") instanceof String alg ? alg : "";
    require(isTaken(algorithm), JwsFault.ALGORITHM);
    require(type.allows(header), JwsFault.TYPE);
    require(EXTENSIONS.stream().noneMatch(header::containsKey), JwsFault.EXTENSION);
    require(KEY_PLACES.stream().noneMatch(header::containsKey), JwsFault.OWN_KEY);
    require(ownKey || !header.containsKey("jwk"), JwsFault.OWN_KEY);
    require(keyId.allows(header), JwsFault.KEY_ID);
    return new JwsHeader(algorithm, keyId.of(header));
  }

  private boolean isTaken(String name) {
    return algorithms.stream().anyMatch(one -> one.name().equals(name));
  }

  private static void require(boolean condition, JwsFault fault) {
    if (!condition) {
      throw new JwsException(fault);
    }
  }
}
