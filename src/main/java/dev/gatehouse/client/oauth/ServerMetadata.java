package dev.gatehouse.client.oauth;

import java.util.Map;
import java.util.Optional;

/**
 * The metadata of an authorization server for those who act on it, RFC 8414 §2: it is that of the issuer, and the URLs that it names are
 * used only where they are as safe as the issuer's own.
 */
public final class ServerMetadata {
  private final MetadataMembers members;
  private final String issuer;
  private final String place;

  private ServerMetadata(MetadataMembers members, String issuer, String place) {
    this.members = members;
    this.issuer = issuer;
    this.place = place;
  }

  /** The document at that place; {@link IllegalArgumentException} where it is not this issuer's, RFC 8414 §3.3. */
  public static ServerMetadata of(Map<String, Object> document, String issuer, String place) {
    var members = new MetadataMembers(document);
    if (!members.isOf(issuer)) {
      throw new IllegalArgumentException(place + " is not the metadata of " + issuer);
    }
    return new ServerMetadata(members, issuer, place);
  }

  /** The URL in the member; {@link IllegalArgumentException} where there is none that may be used. */
  public String url(String name) {
    return optionalUrl(name)
        .orElseThrow(() -> new IllegalArgumentException(place + " has no " + name));
  }

  /** The URL in the member, which may be missing; {@link IllegalArgumentException} where it may not be used. */
  public Optional<String> optionalUrl(String name) {
    return members.members().get(name) instanceof String url
        ? Optional.of(safe(url))
        : Optional.empty();
  }

  public boolean has(String name) {
    return members.has(name);
  }

  /** Whether the member is {@code true}. */
  public boolean isTrue(String name) {
    return members.isTrue(name);
  }

  // Keys that come over plain HTTP, and codes that are sent over it, are anybody's, unless the
  // issuer itself is there (loopback).
  private String safe(String url) {
    boolean downgraded = issuer.startsWith("https:") && !url.startsWith("https:");
    if (downgraded || !(url.startsWith("https://") || url.startsWith("http://"))) {
      throw new IllegalArgumentException("metadata of " + issuer + " leads to " + url);
    }
    return url;
  }
}
