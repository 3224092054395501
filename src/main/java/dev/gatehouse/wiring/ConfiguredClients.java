package dev.gatehouse.wiring;

import dev.gatehouse.headless.HeadlessLogin;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.client.Client;
import dev.gatehouse.oauth.client.ClientAuthMethod;
import dev.gatehouse.oauth.client.ClientDescription;
import dev.gatehouse.oauth.client.ClientKeys;
import dev.gatehouse.oauth.client.GrantTypes;
import dev.gatehouse.oauth.client.Registration;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.resourceserver.landing.Landing;
import dev.gatehouse.settings.model.ClientSettings;
import dev.gatehouse.settings.model.Settings;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** The clients that are known without registration: those of the settings, the landing page, and on this computer alone the command {@code token}. */
final class ConfiguredClients {
  private static final ClientSettings TOKEN_COMMAND = new ClientSettings(
      HeadlessLogin.CLIENT_ID,
      "Gatehouse token command",
      null,
      ClientKeys.NONE,
      List.of(HeadlessLogin.REDIRECT_URI),
      List.of(GrantTypes.AUTHORIZATION_CODE),
      List.of(),
      false);

  private ConfiguredClients() {}

  static List<Client> clients(Settings settings, Clock clock) {
    Stream<ClientSettings> ours = settings.isPrivate()
        ? Stream.of(landingPage(settings), TOKEN_COMMAND)
        : Stream.of(landingPage(settings));
    return Stream.concat(settings.authServer().access().clients().stream(), ours)
        .map(client -> client(client, clock))
        .toList();
  }

  private static ClientSettings landingPage(Settings settings) {
    return new ClientSettings(
        Landing.CLIENT_ID,
        "Gatehouse landing page",
        null,
        ClientKeys.NONE,
        Landing.redirectUris(settings.resourceServer().origin()),
        GrantTypes.OF_USERS,
        List.of(),
        false);
  }

  private static Client client(ClientSettings client, Clock clock) {
    String secret = client.secret();
    return new Client(
        client.id(),
        secret == null ? "" : Secrets.sha256(secret),
        new ClientDescription(
            method(client),
            client.keys(),
            client.name(),
            "",
            client.redirectUris(),
            client.grants(),
            Scopes.NONE,
            client.keyBound()),
        Scopes.of(client.scopes()),
        true,
        clock.instant(),
        Registration.NONE);
  }

  private static ClientAuthMethod method(ClientSettings client) {
    if (!client.keys().isEmpty()) {
      return ClientAuthMethod.PRIVATE_KEY_JWT;
    }
    return client.secret() == null ? ClientAuthMethod.NONE : ClientAuthMethod.CLIENT_SECRET_BASIC;
  }
}
