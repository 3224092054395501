package dev.gatehouse.oauth;

import java.net.URI;
import java.util.List;

/** Where the metadata of a server may stand: RFC 8414 §3.1, OpenID Connect Discovery §4, RFC 9728 §3.1. */
public final class WellKnown {
  private static final String OAUTH = "/.well-known/oauth-authorization-server";
  private static final String OPENID = "/.well-known/openid-configuration";
  private static final String RESOURCE = "/.well-known/oauth-protected-resource";

  private WellKnown() {}

  /** The places for a resource, its path behind the well-known name first, then without it; RFC 9728 §3.1, MCP authorization. */
  public static List<String> ofResource(String resource) {
    var uri = URI.create(resource);
    String origin = uri.getScheme() + "://" + uri.getRawAuthority();
    String path = uri.getRawPath().equals("/") ? "" : uri.getRawPath();
    return path.isEmpty()
        ? List.of(origin + RESOURCE)
        : List.of(origin + RESOURCE + path, origin + RESOURCE);
  }

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
