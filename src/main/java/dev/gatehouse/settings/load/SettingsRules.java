package dev.gatehouse.settings.load;

import dev.gatehouse.oauth.uri.Loopback;
import dev.gatehouse.settings.model.AuthServerSettings;
import dev.gatehouse.settings.model.ClientSettings;
import dev.gatehouse.settings.model.ConsoleSettings;
import dev.gatehouse.settings.model.ResourceServerSettings;
import dev.gatehouse.settings.model.Settings;
import dev.gatehouse.settings.model.TlsSettings;
import dev.gatehouse.settings.model.UserSettings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What no schema can check: settings that contradict each other, or are not safe together. */
public final class SettingsRules {
  private static final int MOST_KEYS = 40;

  private final SettingsLayer layer;

  public SettingsRules(SettingsLayer layer) {
    this.layer = layer;
  }

  /** Throws the refusal of what is wrong, and notes what is only odd. */
  public void check(Settings settings, List<String> notes) {
    requireWholeTls(settings.server().tls());
    requireTwoPorts(settings);
    requireClosedConsole(settings);
    requireKnownScopes(settings.authServer());
    requireKnownRings(settings.authServer());
    requireKnownReauthenticationScopes(settings.authServer());
    requireDifferentNames(settings.authServer());
    settings
        .authServer()
        .access()
        .clients()
        .forEach(new ClientRules(layer, settings.authServer())::check);
    requirePrivatePasswords(settings);
    requireFewKeys(settings.authServer());
    requireForeignIssuer(settings);
    noteForeignResource(settings, notes);
    noteReachableLoopback(settings, notes);
  }

  private void requireWholeTls(TlsSettings tls) {
    if (tls.selfSigned() && tls.certificate() != null) {
      throw layer
          .get("server.tls-certificate")
          .refused("must not be set beside server.tls self-signed: one certificate is enough");
    }
    if (tls.saved() != null && !tls.selfSigned()) {
      throw layer
          .get("server.tls-save")
          .refused("must come with server.tls self-signed (--tls self-signed)");
    }
    if ((tls.certificate() == null) != (tls.key() == null)) {
      String given = tls.key() == null ? "certificate" : "key";
      String missing = tls.key() == null ? "key" : "certificate";
      throw layer
          .get("server.tls-" + given)
          .refused("must come with server.tls-" + missing + " (--tls-" + missing + ")");
    }
  }

  private void requireClosedConsole(Settings settings) {
    boolean alone = settings.server().isOnLoopback()
        && Loopback.isOrigin(settings.resourceServer().origin());
    ConsoleSettings console = settings.server().console();
    if (console.shown() && !alone && console.password().isEmpty()) {
      throw layer
          .get("server.console")
          .refused("needs server.console-password where others can reach this server"
              + " (GATEHOUSE_CONSOLE_PASSWORD, 16 characters or more)");
    }
  }

  private void requireTwoPorts(Settings settings) {
    if (settings.authServer().port() == settings.resourceServer().port()) {
      throw layer
          .find("resource-server.port")
          .orElse(layer.get("resource-server.url"))
          .refused("must lead to another port than the authorization server's "
              + settings.authServer().port());
    }
  }

  private void requireKnownScopes(AuthServerSettings authServer) {
    Set<String> known = authServer.access().scopes().keySet();
    authServer
        .access()
        .rings()
        .forEach((ring, scopes) -> scopes.tokens().stream()
            .filter(scope -> !known.contains(scope))
            .findFirst()
            .ifPresent(scope -> {
              throw layer
                  .get("auth-server.rings")
                  .refused("ring %s has the scope %s, which auth-server.scopes does not list%s"
                      .formatted(ring, QuotedValue.value(scope), Suggestion.hint(scope, known)));
            }));
  }

  // A mistake in a name would leave the scope as easy to get as any other.
  private void requireKnownReauthenticationScopes(AuthServerSettings authServer) {
    Set<String> known = authServer.access().scopes().keySet();
    authServer.session().reauthentication().scopes().stream()
        .filter(scope -> !scope.endsWith("*") && !known.contains(scope))
        .findFirst()
        .ifPresent(scope -> {
          throw layer
              .get("auth-server.reauthentication-scopes")
              .refused("has the scope %s, which auth-server.scopes does not list%s"
                  .formatted(QuotedValue.value(scope), Suggestion.hint(scope, known)));
        });
  }

  private void requireKnownRings(AuthServerSettings authServer) {
    Set<String> known = authServer.access().rings().keySet();
    for (UserSettings user : authServer.access().users()) {
      if (!known.contains(user.ring())) {
        throw layer
            .get("auth-server.users")
            .refused("user %s is in the ring %s, which auth-server.rings does not list%s"
                .formatted(
                    user.name(),
                    QuotedValue.value(user.ring()),
                    Suggestion.hint(user.ring(), known)));
      }
    }
  }

  private void requireDifferentNames(AuthServerSettings authServer) {
    requireDifferent(
        "auth-server.users",
        authServer.access().users().stream().map(UserSettings::name).toList());
    requireDifferent(
        "auth-server.clients",
        authServer.access().clients().stream().map(ClientSettings::id).toList());
  }

  private void requireDifferent(String key, List<String> names) {
    var seen = new HashSet<String>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw layer.get(key).refused("must not have " + QuotedValue.value(name) + " twice");
      }
    }
  }

  // A published password is as good as none for whoever can reach the login page.
  private void requirePrivatePasswords(Settings settings) {
    String users = settings.authServer().access().users().stream()
        .filter(UserSettings::demo)
        .map(UserSettings::name)
        .collect(Collectors.joining(", "));
    if (users.isEmpty() || layer.isOn("server.insecure-demo-users")) {
      return;
    }
    if (!settings.server().trustedProxies().isEmpty() && !settings.isPrivate()) {
      throw layer
          .get("server.trusted-proxies")
          .refused(
              "must be empty while %s have published passwords and a proxy lets others in; set auth-server.users, or say --insecure-demo-users"
                  .formatted(users));
    }
    if (!settings.server().isOnLoopback()) {
      throw layer
          .get("server.hosts")
          .refused(
              "must stay on loopback while %s have published passwords; set auth-server.users, or say --insecure-demo-users"
                  .formatted(users));
    }
  }

  // Each stays published until its last token has ended, and resource servers read no endless set.
  private void requireFewKeys(AuthServerSettings authServer) {
    long shortest = authServer.keyRetention().toSeconds() / MOST_KEYS + 1;
    long asked = authServer.signing().rotation().toSeconds();
    if (asked > 0 && asked < shortest) {
      throw layer
          .get("auth-server.key-rotation-seconds")
          .refused("must be 0, or %d or more where access tokens live %d seconds"
              .formatted(shortest, authServer.tokens().accessTokenLifetime().toSeconds()));
    }
  }

  // Ours mints RFC 9068 tokens for the resource: another rule could only let in what is not one.
  private void requireForeignIssuer(Settings settings) {
    ResourceServerSettings own = settings.resourceServer();
    if (!own.accepted().authorizationServer().equals(settings.authServer().issuer())) {
      return;
    }
    String right = "must stay as it is while resource-server.authorization-server is our own;"
        + " it is for the tokens of another one";
    if (own.accepted().plainJwt()) {
      throw layer.get("resource-server.token-format").refused(right);
    }
    if (!own.accepted().audience().equals(own.resource())) {
      throw layer.get("resource-server.audience").refused(right);
    }
  }

  // Whoever reaches this server can then make it send GET requests to others on this computer.
  private static void noteReachableLoopback(Settings settings, List<String> notes) {
    if (settings.authServer().cimd().allowLoopback() && !settings.server().isOnLoopback()) {
      notes.add(
          "auth-server.cimd-allow-loopback lets strangers name URLs on this computer: it is for development on loopback");
    }
  }

  private static void noteForeignResource(Settings settings, List<String> notes) {
    AuthServerSettings authServer = settings.authServer();
    ResourceServerSettings resourceServer = settings.resourceServer();
    if (resourceServer.accepted().authorizationServer().equals(authServer.issuer())
        && !authServer.knownResources().contains(resourceServer.resource())) {
      notes.add("no token can be issued for %s: add it to auth-server.known-resources"
          .formatted(resourceServer.resource()));
    }
  }
}
