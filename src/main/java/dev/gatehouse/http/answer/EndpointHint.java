package dev.gatehouse.http.answer;

import dev.gatehouse.handshake.Party;
import dev.gatehouse.handshake.ServerEndpoint;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client is looking for at a path where nothing is: paths that other servers serve, and that
 * people and programs guess. A 404 that says where it is here ends the search.
 */
public enum EndpointHint {
  RESOURCE_METADATA(
      ServerEndpoint.RESOURCE_METADATA, "protected resource metadata", "oauth-protected-resource"),
  SERVER_METADATA(
      ServerEndpoint.SERVER_METADATA,
      "authorization server metadata",
      "oauth-authorization-server",
      "openid-configuration"),
  AUTHORIZATION(
      ServerEndpoint.AUTHORIZATION, "authorization endpoint", "authorize", "authorization", "auth"),
  TOKEN(ServerEndpoint.TOKEN, "token endpoint", "token", "access_token"),
  REGISTRATION(
      ServerEndpoint.REGISTRATION,
      "registration endpoint",
      "register",
      "registration",
      "clients-registrations"),
  PUSHED_REQUEST(ServerEndpoint.PUSHED_REQUEST, "endpoint for pushed requests", "par"),
  REVOCATION(ServerEndpoint.REVOCATION, "revocation endpoint", "revoke", "revocation"),
  INTROSPECTION(
      ServerEndpoint.INTROSPECTION, "introspection endpoint", "introspect", "introspection"),
  KEYS(ServerEndpoint.JWKS, "JWK Set", "jwks", "jwks.json", "jwks_uri", "certs", "keys"),
  /** OpenID Connect Core §5.3; not served here. */
  USER_INFO(null, "userinfo endpoint", "userinfo"),
  MCP(ServerEndpoint.MCP, "MCP endpoint", "mcp", "sse", "message", "messages", "streamable-http");

  private static final List<EndpointHint> METADATA = List.of(RESOURCE_METADATA, SERVER_METADATA);

  private final @Nullable ServerEndpoint endpoint; // null where we have none
  private final String title;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
  private final Set<String> names;

  EndpointHint(@Nullable ServerEndpoint endpoint, String title, String... names) {
    this.endpoint = endpoint;
    this.title = title;
    this.names = Set.of(names);
  }

  /** What it is, in words. */
  public String title() {
    return title;
  }

  /** What it is here, if it is served at all. */
  public Optional<ServerEndpoint> endpoint() {
    return Optional.ofNullable(endpoint);
  }

  /** Whether an authorization server has it. */
  public boolean isOfAuthorizationServer() {
    return endpoint == null || endpoint.isOf(Party.AUTHORIZATION_SERVER);
  }

  /**
   * Metadata by its well-known name, wherever that stands in the path; anything else by the last
   * segment.
   */
  public static Optional<EndpointHint> at(String path) {
    List<String> segments = Arrays.stream(path.toLowerCase(Locale.ROOT).split("/", 32))
        .filter(segment -> !segment.isEmpty())
        .toList();
    Optional<EndpointHint> metadata = METADATA.stream()
        .filter(sought -> segments.stream().anyMatch(sought.names::contains))
        .findFirst();
    return metadata.or(() -> segments.isEmpty()
        ? Optional.empty()
        : Arrays.stream(values())
            .filter(sought -> sought.names.contains(segments.get(segments.size() - 1)))
            .findFirst());
  }
}
