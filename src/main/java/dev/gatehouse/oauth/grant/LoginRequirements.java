package dev.gatehouse.oauth.grant;

import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.Params;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an authorization request wants of the login, OpenID Connect Core §3.1.2.1.
 *
 * @param prompt values of {@code prompt}
 * @param maxAge how long ago the password may have been given when the request was made; null for any time
 * @param hint {@code login_hint}: who the client thinks is there. A suggestion for the form, and proof of nothing
 */
public record LoginRequirements(
    Set<String> prompt, @Nullable Duration maxAge, String hint) {
  private static final Set<String> PROMPTS = Set.of("none", "login", "consent", "select_account");
  private static final String SECONDS = "[0-9]{1,10}(?:\\.0{1,9})?"; // 60.0 is a whole number too

  public LoginRequirements {
    prompt = Set.copyOf(prompt);
  }

  /** Reads the parameters; {@code invalid_request} for a value that is none. The hint is as it came. */
  public static LoginRequirements read(Params params) {
    return new LoginRequirements(
        prompt(params), maxAge(params), params.optional("login_hint").orElse(""));
  }

  /** With the hint cleaned. */
  public LoginRequirements withHint(String cleaned) {
    return new LoginRequirements(prompt, maxAge, cleaned);
  }

  /** Whether nobody may be asked anything. */
  public boolean silent() {
    return prompt.contains("none");
  }

  /** Whether the user must be asked, whatever was allowed before. */
  public boolean asksConsent() {
    return prompt.contains("consent");
  }

  /** Whether a login before the request counts for nothing, however short before. */
  public boolean fresh() {
    return prompt.contains("login")
        || prompt.contains("select_account")
        || (maxAge != null && maxAge.isZero());
  }

  /** Whether the login is too old for a request that was made at that time. */
  public boolean refuses(Instant loggedInAt, Instant requestMadeAt) {
    if (fresh()) {
      return loggedInAt.isBefore(requestMadeAt);
    }
    return maxAge != null && loggedInAt.isBefore(requestMadeAt.minus(maxAge));
  }

  private static Set<String> prompt(Params params) {
    var values =
        new LinkedHashSet<>(List.of(params.optional("prompt").orElse("").split(" ")));
    values.remove("");
    if (!PROMPTS.containsAll(values)) {
      throw OAuthException.invalidRequest(
          Cause.LOGIN_REQUIREMENT_INVALID, "prompt must be none, login, consent or select_account");
    }
    if (values.contains("none") && values.size() > 1) {
      throw OAuthException.invalidRequest(
          Cause.LOGIN_REQUIREMENT_INVALID, "prompt=none goes with no other value");
    }
    return values;
  }

  private static @Nullable Duration maxAge(Params params) {
    String seconds = params.optional("max_age").orElse("");
    if (seconds.isEmpty()) {
      return null;
    }
    if (!seconds.matches(SECONDS)) {
      throw OAuthException.invalidRequest(
          Cause.LOGIN_REQUIREMENT_INVALID,
          "max_age must be a whole number of seconds, 0 or more, of 10 digits at most");
    }
    return Duration.ofSeconds(Long.parseLong(seconds.split("\\.", 2)[0]));
  }
}
