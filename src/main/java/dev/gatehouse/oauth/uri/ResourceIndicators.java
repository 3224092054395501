package dev.gatehouse.oauth.uri;

import dev.gatehouse.oauth.Cause;
import dev.gatehouse.oauth.OAuthError;
import dev.gatehouse.oauth.OAuthException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/**
 * Which resource a client means, RFC 8707. A token's audience is always one of the known canonical identifiers; a client may spell it as
 * it was typed: in another case, with a trailing slash, as the bare origin, or with another of the loopback names.
 */
public final class ResourceIndicators {
  private static final int LONGEST = 2048;

  private ResourceIndicators() {}

  /**
   * The known identifiers that were asked for, each once and in canonical spelling; the first known one when none was asked for.
   * Throws {@code invalid_target} for any other; RFC 8707 §2.
   */
  public static List<String> resolve(List<String> requested, List<String> known) {
    if (requested.isEmpty()) {
      return known.subList(0, 1);
    }
    return requested.stream()
        .map(indicator -> resolveOne(indicator, known))
        .distinct()
        .toList();
  }

  /** As {@link #resolve}, for a token: one for two resources could be replayed by either against the other; RFC 8707 §3. */
  public static String requireOne(List<String> requested, List<String> known) {
    List<String> resources = resolve(requested, known);
    if (resources.size() > 1) {
      throw invalidTarget(Cause.RESOURCE_AMBIGUOUS, "one token is for one resource: name one");
    }
    return resources.get(0);
  }

  /** As {@link #resolve}, but of what the grant holds: a token request narrows, it never adds; RFC 8707 §2.2. */
  public static List<String> requireSubset(List<String> requested, List<String> granted) {
    return requested.isEmpty() ? granted : resolve(requested, granted);
  }

  private static String resolveOne(String indicator, List<String> known) {
    URI wanted = parse(indicator);
    return known.stream()
        .filter(resource -> same(wanted, URI.create(resource)))
        .findFirst()
        .orElseThrow(() -> invalidTarget(
            Cause.RESOURCE_UNKNOWN,
            "resource is not known here; one of these is: " + String.join(" ", known)));
  }

  private static URI parse(String indicator) {
    if (indicator.length() > LONGEST) {
      throw invalidTarget(
          Cause.RESOURCE_MALFORMED, "resource is longer than " + LONGEST + " characters");
    }
    try {
      var uri = new URI(indicator);
      if (uri.getScheme() == null || uri.getRawAuthority() == null) {
        throw invalidTarget(Cause.RESOURCE_MALFORMED, "resource is not an absolute URI");
      }
      if (uri.getRawFragment() != null) {
        throw invalidTarget(Cause.RESOURCE_MALFORMED, "resource has a fragment");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw invalidTarget(Cause.RESOURCE_MALFORMED, "resource is not a URI");
    }
  }

  private static boolean same(URI wanted, URI known) {
    return wanted.getScheme().equalsIgnoreCase(known.getScheme())
        && sameAuthority(wanted, known)
        && wanted.getRawQuery() == null
        && samePath(wanted.getRawPath(), known.getRawPath());
  }

  private static boolean sameAuthority(URI wanted, URI known) {
    var mine = Authority.parse(known.getRawAuthority()).orElseThrow();
    return Authority.parse(wanted.getRawAuthority())
        .filter(theirs -> theirs.portOr(scheme(wanted)) == mine.portOr(scheme(known)))
        .filter(theirs -> theirs.host().equals(mine.host())
            || (Loopback.isHost(theirs.host()) && Loopback.isHost(mine.host())))
        .isPresent();
  }

  // The bare origin is what a client was given that POSTs to "/"; it is the same endpoint.
  private static boolean samePath(String wanted, String known) {
    String path = wanted.endsWith("/") ? wanted.substring(0, wanted.length() - 1) : wanted;
    return path.isEmpty() || path.equals(known);
  }

  private static String scheme(URI uri) {
    return uri.getScheme().toLowerCase(Locale.ROOT);
  }

  private static OAuthException invalidTarget(Cause cause, String description) {
    return OAuthException.of(OAuthError.INVALID_TARGET, cause, description);
  }
}
