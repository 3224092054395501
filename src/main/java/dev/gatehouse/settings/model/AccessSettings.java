package dev.gatehouse.settings.model;

import dev.gatehouse.oauth.Scopes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who may have what.
 *
 * @param users who may log in
 * @param rings ring name to the scopes that may be minted for its members
 * @param clients pre-registered clients
 * @param scopes every scope there is, to what it allows in the words of the consent page; in the order of display
 * @param adminToken bearer token of the operator's endpoints; empty turns them off
 */
public record AccessSettings(
    List<UserSettings> users,
    Map<String, Scopes> rings,
    List<ClientSettings> clients,
    Map<String, String> scopes,
    String adminToken) {
  public AccessSettings {
    users = List.copyOf(users);
    rings = Collections.unmodifiableMap(new LinkedHashMap<>(rings));
    clients = List.copyOf(clients);
    scopes = Collections.unmodifiableMap(new LinkedHashMap<>(scopes));
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "AccessSettings[rings=" + rings.keySet() + ", scopes=" + scopes.keySet() + "]";
  }
}
