package dev.gatehouse.settings;

import dev.gatehouse.oauth.Scopes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The authorization server.
 *
 * @param issuer one string without trailing slash, byte-identical wherever it appears
 * @param port where it listens; that of the issuer unless set
 * @param knownResources canonical identifiers ({@code …/mcp}) of the resources that tokens may be minted for; the first is the default
 * @param accessTokenLifetime of an access token
 * @param codeLifetime of an authorization code
 * @param refresh refresh tokens
 * @param consentLifetime how long a consent is remembered; zero is never
 * @param session browser sessions
 * @param sessionSecret keys the values that bind a form to its browser session; random unless set
 * @param signingKey file of the key that signs access tokens; null where one is made at each start
 * @param keyRotation how often the signing key is rotated; zero is never
 * @param adminToken bearer token of the operator's endpoints; empty turns them off
 * @param users who may log in
 * @param rings ring name to the scopes that may be minted for its members
 * @param clients pre-registered clients
 * @param cimd documents by which clients describe themselves
 * @param scopes every scope there is, to what it allows in the words of the consent page; in the order of display
 */
public record AuthServerSettings(
    String issuer,
    int port,
    List<String> knownResources,
    Duration accessTokenLifetime,
    Duration codeLifetime,
    RefreshSettings refresh,
    Duration consentLifetime,
    SessionSettings session,
    String sessionSecret,
    @Nullable Path signingKey,
    Duration keyRotation,
    String adminToken,
    List<UserSettings> users,
    Map<String, Scopes> rings,
    List<ClientSettings> clients,
    CimdSettings cimd,
    Map<String, String> scopes) {
  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(60);

  public AuthServerSettings {
    knownResources = List.copyOf(knownResources);
    users = List.copyOf(users);
    rings = Collections.unmodifiableMap(new LinkedHashMap<>(rings));
    clients = List.copyOf(clients);
    scopes = Collections.unmodifiableMap(new LinkedHashMap<>(scopes));
  }

  /** How long a key stays published after it signed its last token. */
  public Duration keyRetention() {
    return accessTokenLifetime.plus(CLOCKS_DIFFER);
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "AuthServerSettings[issuer=" + issuer + ", port=" + port + "]";
  }
}
