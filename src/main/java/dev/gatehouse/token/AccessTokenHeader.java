package dev.gatehouse.token;

import dev.gatehouse.jose.JwkRules;
import dev.gatehouse.jose.JwsHeaderRules;
import dev.gatehouse.jose.JwsHeaderRules.TypeRule;
import dev.gatehouse.jose.KeyIdRule;

/** The JOSE header of an access token, RFC 9068 §2.1 and §4. */
public final class AccessTokenHeader {
  /** What it must say. Which of the algorithms it is, the key decides. */
  public static final JwsHeaderRules RULES = new JwsHeaderRules(
      JwkRules.ISSUER.algorithms(),
      TypeRule.required("at+jwt", "application/at+jwt"),
      false,
      KeyIdRule.REQUIRED);

  private AccessTokenHeader() {}
}
