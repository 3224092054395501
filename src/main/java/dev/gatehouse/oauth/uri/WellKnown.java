package dev.gatehouse.oauth.uri;

import java.net.URI;
import java.util.List;

/**
 * Where the metadata of a server may stand: RFC 8414 §3.1, OpenID Connect Discovery §4, RFC 9728
 * §3.1.
 */
public final class WellKnown {
  /** RFC 8615 §3: what every well-known path begins with. */
  public static final String PREFIX = "/.well-known/";

  /** RFC 8414 §3. */
  public static final String AUTHORIZATION_SERVER = PREFIX + "oauth-authorization-server";

  /** OpenID Connect Discovery §4. */
  public static final String OPENID_CONFIGURATION = PREFIX + "openid-configuration";

  /** RFC 9728 §3. */
  public static final String PROTECTED_RESOURCE = PREFIX + "oauth-protected-resource";

  private WellKnown() {}

  /**
   * The places for a resource, its path behind the well-known name first, then without it; RFC 9728
   * §3.1, MCP authorization.
   */
  public static List<String> ofResource(String resource) {
    var uri = URI.create(resource);
    String origin = uri.getScheme() + "://" + uri.getRawAuthority();
    String path = uri.getRawPath().equals("/") ? "" : uri.getRawPath();
    return path.isEmpty()
        ? List.of(origin + PROTECTED_RESOURCE)
        : List.of(origin + PROTECTED_RESOURCE + path, origin + PROTECTED_RESOURCE);
  }

  /**
   * The places for an issuer, in the order in which clients look: RFC 8414 §3.1 and §5 where it has
   * a path; then OpenID Connect, inserted and appended.
   */
  public static List<String> ofIssuer(String issuer) {
    var uri = URI.create(issuer);
    String origin = uri.getScheme() + "://" + uri.getRawAuthority();
    String path = uri.getRawPath().replaceFirst("/$", ""); // §3.1: removed before inserting
    return path.isEmpty()
        ? List.of(origin + AUTHORIZATION_SERVER, origin + OPENID_CONFIGURATION)
        : List.of(
            origin + AUTHORIZATION_SERVER + path,
            origin + OPENID_CONFIGURATION + path,
            origin + path + OPENID_CONFIGURATION);
  }
}
