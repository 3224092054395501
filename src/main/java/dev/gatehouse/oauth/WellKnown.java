package dev.gatehouse.oauth;

import java.net.URI;
import java.util.List;

/** Where the metadata of a server may stand: RFC 8414 §3.1, OpenID Connect Discovery §4. */
public final class WellKnown {
  private static final String OAUTH = "/.well-known/oauth-authorization-server";
  private static final String OPENID = "/.well-known/openid-configuration";

  private WellKnown() {}

  /** The places for an issuer, in the order in which clients look: RFC 8414 §3.1 and §5 where it has a path; then OpenID Connect, inserted and appended. */
  public static List<String> ofIssuer(String issuer) {
    var uri = URI.create(issuer);
    String origin = uri.getScheme() + "://" + uri.getRawAuthority();
    String path = uri.getRawPath().replaceFirst("/$", ""); // §3.1: removed before inserting
    return path.isEmpty()
        ? List.of(origin + OAUTH, origin + OPENID)
        : List.of(origin + OAUTH + path, origin + OPENID + path, origin + path + OPENID);
  }
}
