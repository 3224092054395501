package dev.gatehouse.resourceserver.metadata;

import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.oauth.uri.Authority;
import dev.gatehouse.oauth.uri.Loopback;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * The resource server's URLs in the spelling that the client used, which clients compare with what they typed (RFC 9728 §3.3).
 *
 * <p>Only the loopback names are such spellings, and only where the configured origin is on loopback and the port is its port; any other
 * request is shown the configured origin. Nothing is read from forwarding headers: whoever can set them could redirect the handshake.
 */
public final class ResourceUrls {
  private final String configured;
  private final String scheme;
  private final Authority own;

  /** The origin is that of the settings: scheme, host and port. */
  public ResourceUrls(String origin) {
    this.configured = origin;
    this.scheme = origin.substring(0, origin.indexOf("://"));
    this.own = Authority.ofOrigin(origin)
        .orElseThrow(() -> new IllegalArgumentException("not an origin: " + origin));
  }

  /** Scheme, host and port, as the client spelled them. */
  public String origin(HttpServerRequest request) {
    return Optional.ofNullable(request.getHeader(HttpHeaders.HOST))
        .flatMap(Authority::parse)
        .filter(this::isAlias)
        .map(asked -> scheme + "://" + asked)
        .orElse(configured);
  }

  /** The resource that is asked for: the bare origin where the path is {@code /}, else the MCP endpoint. */
  public String resource(HttpServerRequest request) {
    return isBareOrigin(request) ? origin(request) : ServerEndpoint.MCP.at(origin(request));
  }

  /** Where the metadata of that resource stands, RFC 9728 §3.1. */
  public String metadata(HttpServerRequest request) {
    return ServerEndpoint.RESOURCE_METADATA.at(origin(request))
        + (isBareOrigin(request) ? "" : ServerEndpoint.MCP.path());
  }

  private static boolean isBareOrigin(HttpServerRequest request) {
    return "/".equals(request.path());
  }

  private boolean isAlias(Authority asked) {
    return Loopback.isHost(asked.host())
        && Loopback.isHost(own.host())
        && asked.portOr(scheme) == own.portOr(scheme);
  }
}
