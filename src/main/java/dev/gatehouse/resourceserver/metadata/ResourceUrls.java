package dev.gatehouse.resourceserver.metadata;

import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.oauth.uri.Authority;
import dev.gatehouse.oauth.uri.Loopback;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;

/**
 * The resource server's URLs in the spelling that the client used, which clients compare with what they typed (RFC 9728 §3.3).
 *
 * <p>Only the loopback names are such spellings, and only where the configured origin is on loopback and the port is its port; any other
 * request is shown the configured origin. Nothing is read from forwarding headers: whoever can set them could redirect the handshake.
 */
public final class ResourceUrls {
  private final String configured;
  private final String path;
  private final String scheme;
  private final Authority own;
  private final boolean withBareOrigin;

  /** Of an MCP server, which answers for the bare origin as well: scheme, host and port. */
  public ResourceUrls(String origin) {
    this(origin, ServerEndpoint.MCP.path(), true);
  }

  private ResourceUrls(String origin, String path, boolean withBareOrigin) {
    this.configured = origin;
    this.path = path;
    this.withBareOrigin = withBareOrigin;
    this.scheme = origin.substring(0, origin.indexOf("://"));
    this.own = Authority.ofOrigin(origin)
        .orElseThrow(() -> new IllegalArgumentException("not an origin: " + origin));
  }

  /** Of a resource at that path of the origin, and of nothing else there; the path may be empty. */
  public static ResourceUrls of(String origin, String path) {
    return new ResourceUrls(origin, path, false);
  }

  /** Where metadata stands on this server. */
  List<String> metadataPaths() {
    String bare = ServerEndpoint.RESOURCE_METADATA.path();
    return withBareOrigin ? List.of(bare, bare + path) : List.of(bare + path);
  }

  /** Scheme, host and port, as the client spelled them. */
  public String origin(HttpServerRequest request) {
    return Optional.ofNullable(request.getHeader(HttpHeaders.HOST))
        .flatMap(Authority::parse)
        .filter(this::isAlias)
        .map(asked -> scheme + "://" + asked)
        .orElse(configured);
  }

  /** The resource that is asked for: the bare origin of an MCP server where the path is {@code /}. */
  public String resource(HttpServerRequest request) {
    return origin(request) + (isBareOrigin(request) ? "" : path);
  }

  /** Where the metadata of that resource stands, RFC 9728 §3.1. */
  public String metadata(HttpServerRequest request) {
    return ServerEndpoint.RESOURCE_METADATA.at(origin(request))
        + (isBareOrigin(request) ? "" : path);
  }

  private boolean isBareOrigin(HttpServerRequest request) {
    return withBareOrigin && "/".equals(request.path());
  }

  private boolean isAlias(Authority asked) {
    return Loopback.isHost(asked.host())
        && Loopback.isHost(own.host())
        && asked.portOr(scheme) == own.portOr(scheme);
  }
}
