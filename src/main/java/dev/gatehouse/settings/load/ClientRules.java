package dev.gatehouse.settings.load;

import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.client.GrantTypes;
import dev.gatehouse.oauth.uri.RedirectUris;
import dev.gatehouse.settings.model.AuthServerSettings;
import dev.gatehouse.settings.model.ClientSettings;
import dev.gatehouse.settings.model.SettingsException;
import dev.gatehouse.settings.model.UserSettings;
import java.util.Set;
import java.util.stream.Collectors;

/** What no schema can check about the pre-registered clients. */
final class ClientRules {
  private static final String KEY = "auth-server.clients";

  private final SettingsLayer layer;
  private final Set<String> users;
  private final Set<String> scopes;

  ClientRules(SettingsLayer layer, AuthServerSettings authServer) {
    this.layer = layer;
    this.users = authServer.access().users().stream()
        .map(UserSettings::name)
        .collect(Collectors.toUnmodifiableSet());
    this.scopes = authServer.access().scopes().keySet();
  }

  /** Throws the refusal of what is wrong with the client. */
  void check(ClientSettings client) {
    requireRegistrable(client);
    if (client.secret() != null && !client.keys().isEmpty()) {
      throw refused(client, "has a secret and jwks: it authenticates in one way");
    }
    if (client.grants().contains(GrantTypes.AUTHORIZATION_CODE)
        == client.redirectUris().isEmpty()) {
      throw refused(client, "needs redirect-uris for authorization_code, and for nothing else");
    }
    if (client.grants().contains(GrantTypes.REFRESH_TOKEN)
        && !client.grants().contains(GrantTypes.AUTHORIZATION_CODE)) {
      throw refused(client, "cannot have refresh_token without authorization_code");
    }
    if (client.grants().contains(GrantTypes.CLIENT_CREDENTIALS)) {
      requireProgram(client);
    } else if (!client.scopes().isEmpty()) {
      throw refused(client, "needs scopes for client_credentials only: users grant the others");
    }
  }

  private void requireProgram(ClientSettings client) {
    if (!client.confidential()) { // RFC 6749 §4.4
      throw refused(client, "needs a secret or jwks for client_credentials");
    }
    if (client.scopes().isEmpty()) {
      throw refused(client, "needs scopes for client_credentials: those that it may have itself");
    }
    client.scopes().stream()
        .filter(scope -> !scopes.contains(scope))
        .findFirst()
        .ifPresent(one -> {
          throw refused(
              client,
              "has the scope %s, which auth-server.scopes does not list%s"
                  .formatted(QuotedValue.value(one), Suggestion.hint(one, scopes)));
        });
    // RFC 9700 §4.15: its id becomes the subject of tokens, where users stand otherwise.
    if (users.contains(client.id())) {
      throw refused(client, "must not be called like a user where it has client_credentials");
    }
  }

  private void requireRegistrable(ClientSettings client) {
    try {
      client.redirectUris().forEach(RedirectUris::requireNamable);
    } catch (OAuthException e) {
      throw layer.get(KEY).refused(e.description());
    }
  }

  private SettingsException refused(ClientSettings client, String fault) {
    return layer.get(KEY).refused("client " + QuotedValue.value(client.id()) + ' ' + fault);
  }
}
