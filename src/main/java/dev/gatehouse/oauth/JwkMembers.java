package dev.gatehouse.oauth;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a JSON Web Key says about itself, RFC 7517 §4. A member that is null is there, and says something else. */
public final class JwkMembers {
  private static final Set<String> PRIVATE =
      Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k"); // RFC 7518 §6.2.2, §6.3.2, §6.4.1

  private JwkMembers() {}

  /** Whether anything of it has to be kept secret. */
  public static boolean isPrivate(Map<?, ?> jwk) {
    return jwk.keySet().stream().anyMatch(PRIVATE::contains);
  }

  /** Whether neither {@code use} nor {@code alg} nor {@code key_ops} keeps it from checking signatures of this algorithm. */
  public static boolean isForSigning(Map<?, ?> jwk, String algorithm) {
    return says(jwk, "use", "sig")
        && says(jwk, "alg", algorithm)
        && (!(jwk.get("key_ops") instanceof List<?> operations) || operations.contains("verify"));
  }

  private static boolean says(Map<?, ?> jwk, String member, String value) {
    return !jwk.containsKey(member) || value.equals(jwk.get(member));
  }
}
