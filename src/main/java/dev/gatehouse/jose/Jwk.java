package dev.gatehouse.jose;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One public JSON Web Key for signatures, RFC 7517 §4: RSA, EC on P-256 (RFC 7518 §6) or Ed25519 (RFC 8037 §2).
 *
 * @param id {@code kid}; empty where there is none, or none is read
 * @param algorithm what it signs by: the key decides, RFC 8725 §3.1
 * @param members of the JWK, the public ones of its type alone, as they were sent
 */
public record Jwk(String id, JwsAlgorithm algorithm, PublicKey key, Map<String, String> members) {
  private static final Set<String> PRIVATE =
      Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k"); // RFC 7518 §6.2.2, §6.3.2, §6.4.1
  private static final List<String> COMMON = List.of("kty", "kid", "use", "alg");

  public Jwk {
    members = Map.copyOf(members);
  }

  /** {@code jkt}: SHA-256 of the key, base64url; RFC 7638. */
  public String thumbprint() {
    return Thumbprint.of(key);
  }

  /** Reads an element of a JWK Set, or the {@code jwk} of a header. */
  public static JwkReading read(@Nullable Object element, JwkRules rules) {
    if (!(element instanceof Map<?, ?> jwk)) {
      return new JwkReading(null, EnumSet.of(JwkFault.NOT_AN_OBJECT));
    }
    Set<JwkFault> faults = EnumSet.noneOf(JwkFault.class);
    note(faults, rules.refusesPrivate() && isPrivate(jwk), JwkFault.PRIVATE);
    note(faults, !rules.keyId().allows(jwk), JwkFault.KEY_ID);
    Optional<JwsAlgorithm> algorithm = rules.algorithms().stream()
        .filter(one -> one.keyType().equals(jwk.get("kty")))
        .findFirst();
    note(faults, algorithm.isEmpty(), JwkFault.OTHER_TYPE);
    JwsAlgorithm meant = algorithm.orElse(rules.algorithms().get(0));
    note(faults, !isFor(jwk, meant), JwkFault.OTHER_PURPOSE);
    return new JwkReading(algorithm.isPresent() ? read(jwk, meant, rules, faults) : null, faults);
  }

  /** Whether anything of it has to be kept secret. */
  static boolean isPrivate(Map<?, ?> jwk) {
    return "oct".equals(jwk.get("kty")) || jwk.keySet().stream().anyMatch(PRIVATE::contains);
  }

  private static @Nullable Jwk read(
      Map<?, ?> jwk, JwsAlgorithm algorithm, JwkRules rules, Set<JwkFault> faults) {
    try {
      PublicKey key = PublicKeys.of(jwk, algorithm, rules);
      return new Jwk(rules.keyId().of(jwk), algorithm, key, members(jwk));
    } catch (UnsafeKeyException unsafe) {
      faults.add(unsafe.fault());
    } catch (IllegalArgumentException | GeneralSecurityException malformed) {
      faults.add(JwkFault.MALFORMED);
    }
    return null;
  }

  // Neither use nor alg nor key_ops keeps it from checking signatures of this algorithm, RFC 7517
  // §4. A member that is null is there, and says something else.
  private static boolean isFor(Map<?, ?> jwk, JwsAlgorithm algorithm) {
    return says(jwk, "use", "sig")
        && says(jwk, "alg", algorithm.name())
        && (!(jwk.get("key_ops") instanceof List<?> operations) || operations.contains("verify"));
  }

  private static boolean says(Map<?, ?> jwk, String member, String value) {
    return !jwk.containsKey(member) || value.equals(jwk.get(member));
  }

  // What else it brings was not looked at, and may be of any length.
  private static Map<String, String> members(Map<?, ?> jwk) {
    var members = new HashMap<String, String>();
    copy(jwk, COMMON, members);
    copy(jwk, PublicKeys.membersOf(jwk), members);
    return members;
  }

  private static void copy(Map<?, ?> jwk, List<String> names, Map<String, String> members) {
    for (String name : names) {
      if (jwk.get(name) instanceof String text && !text.isEmpty()) {
        members.put(name, text);
      }
    }
  }

  private static void note(Set<JwkFault> faults, boolean wrong, JwkFault fault) {
    if (wrong) {
      faults.add(fault);
    }
  }
}
