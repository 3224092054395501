package dev.gatehouse.settings.model;

import java.time.Duration;
import java.util.List;

/**
 * The authorization server.
 *
 * @param issuer one string without trailing slash, byte-identical wherever it appears
 * @param port where it listens; that of the issuer unless set
 * @param knownResources canonical identifiers ({@code …/mcp}) of the resources that tokens may be minted for; the first is the default
 * @param tokens how long codes and tokens last
 * @param session browser sessions and remembered consents
 * @param signing the key that signs access tokens
 * @param access who may have what
 * @param cimd documents by which clients describe themselves
 */
public record AuthServerSettings(
    String issuer,
    int port,
    List<String> knownResources,
    TokenSettings tokens,
    SessionSettings session,
    SigningKeySettings signing,
    AccessSettings access,
    CimdSettings cimd) {
  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(60);

  public AuthServerSettings {
    knownResources = List.copyOf(knownResources);
  }

  /** How long a key stays published after it signed its last token. */
  public Duration keyRetention() {
    return tokens.accessTokenLifetime().plus(CLOCKS_DIFFER);
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "AuthServerSettings[issuer=" + issuer + ", port=" + port + "]";
  }
}
