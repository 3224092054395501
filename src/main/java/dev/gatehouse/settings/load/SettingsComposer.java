package dev.gatehouse.settings.load;

import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.oauth.grant.Reauthentication;
import dev.gatehouse.oauth.uri.Loopback;
import dev.gatehouse.settings.model.AcceptedTokenSettings;
import dev.gatehouse.settings.model.AccessSettings;
import dev.gatehouse.settings.model.AddressRange;
import dev.gatehouse.settings.model.AuthServerSettings;
import dev.gatehouse.settings.model.CimdSettings;
import dev.gatehouse.settings.model.ConsoleSettings;
import dev.gatehouse.settings.model.DpopSettings;
import dev.gatehouse.settings.model.McpSettings;
import dev.gatehouse.settings.model.RefreshSettings;
import dev.gatehouse.settings.model.ResourceServerSettings;
import dev.gatehouse.settings.model.ServerSettings;
import dev.gatehouse.settings.model.SessionSettings;
import dev.gatehouse.settings.model.Settings;
import dev.gatehouse.settings.model.SettingsException;
import dev.gatehouse.settings.model.SigningKeySettings;
import dev.gatehouse.settings.model.TlsSettings;
import dev.gatehouse.settings.model.TokenSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the records out of the merged settings, and works out what follows from something else. */
public final class SettingsComposer {
  private final SettingsLayer layer;
  private final UrlReader urls;
  private final SettingsTables people;
  private final Secrets secrets;

  public SettingsComposer(
      SettingsLayer layer, SettingsLayer builtIn, Secrets secrets, List<String> notes) {
    this.layer = layer;
    this.urls = new UrlReader(layer, builtIn, notes);
    this.people = new SettingsTables(layer, builtIn);
    this.secrets = secrets;
  }

  /** Throws {@link SettingsException} where something is wrong. */
  public Settings compose() {
    ServerUrl issuer = urls.issuer();
    ServerUrl origin = urls.origin();
    return new Settings(server(origin), authServer(issuer, origin), resourceServer(issuer, origin));
  }

  private ServerSettings server(ServerUrl origin) {
    return new ServerSettings(
        layer.list("server.hosts"),
        number("server.instances").orElseGet(() -> Runtime.getRuntime().availableProcessors()),
        layer.list("server.allowed-hosts"),
        layer.list("server.allowed-origins"),
        trustedProxies(),
        tls(),
        console(origin),
        new DpopSettings(
            seconds("server.dpop-proof-seconds"),
            layer.text("server.dpop-nonce").equals("required")));
  }

  private List<AddressRange> trustedProxies() {
    return layer.list("server.trusted-proxies").stream()
        .map(range -> AddressRange.parse(range)
            .orElseThrow(() -> layer.get("server.trusted-proxies").refused()))
        .toList();
  }

  // Off where somebody else could look, unless it is asked for by name.
  private ConsoleSettings console(ServerUrl origin) {
    String mode = layer.text("server.console");
    boolean alone = Loopback.isOrigin(origin.origin())
        && layer.list("server.hosts").stream().allMatch(Loopback::isHost);
    return new ConsoleSettings(
        mode.equals("on") || (mode.equals("auto") && alone),
        text("server.console-password").orElse(""),
        text("server.trace").map(Path::of).orElse(null));
  }

  private TlsSettings tls() {
    return new TlsSettings(
        layer.text("server.tls").equals("self-signed"),
        path("server.tls-save"),
        path("server.tls-certificate"),
        path("server.tls-key"),
        path("server.trusted-certificates"));
  }

  private AuthServerSettings authServer(ServerUrl issuer, ServerUrl origin) {
    return new AuthServerSettings(
        issuer.text(),
        number("auth-server.port").orElse(issuer.port()),
        urls.knownResources(ServerEndpoint.MCP.at(origin.origin())),
        new TokenSettings(
            seconds("auth-server.access-token-ttl-seconds"),
            seconds("auth-server.auth-code-ttl-seconds"),
            refresh()),
        session(),
        new SigningKeySettings(
            path("auth-server.signing-key"), seconds("auth-server.key-rotation-seconds")),
        new AccessSettings(
            people.users(),
            people.rings(),
            people.clients(),
            people.scopes(),
            text("auth-server.admin-token").orElse("")),
        new CimdSettings(
            layer.text("auth-server.cimd").equals("on"),
            layer.isOn("auth-server.cimd-allow-loopback")));
  }

  private SessionSettings session() {
    return new SessionSettings(
        seconds("auth-server.session-ttl-seconds"),
        seconds("auth-server.session-idle-seconds"),
        new Reauthentication(
            layer.list("auth-server.reauthentication-scopes"),
            seconds("auth-server.reauthentication-max-age-seconds")),
        seconds("auth-server.consent-ttl-seconds"),
        text("auth-server.session-secret").orElseGet(secrets::next));
  }

  private RefreshSettings refresh() {
    return new RefreshSettings(
        seconds("auth-server.refresh-token-ttl-seconds"),
        seconds("auth-server.refresh-token-idle-seconds"),
        seconds("auth-server.refresh-reuse-window-seconds"),
        layer.text("auth-server.refresh-rotation").equals("on"));
  }

  private ResourceServerSettings resourceServer(ServerUrl issuer, ServerUrl origin) {
    String trusted = urls.authorizationServer().orElse(issuer.text());
    // A foreign issuer has its keys elsewhere; RFC 8414 §2 says where.
    String keys = trusted.equals(issuer.text()) ? ServerEndpoint.JWKS.path() : "";
    return new ResourceServerSettings(
        origin.origin(),
        number("resource-server.port").orElse(origin.port()),
        new AcceptedTokenSettings(
            trusted,
            urls.jwksEndpoint().orElse(keys),
            text("resource-server.audience").orElse(ServerEndpoint.MCP.at(origin.origin())),
            layer.text("resource-server.token-format").equals("jwt"),
            Scopes.of(layer.list("resource-server.required-scopes")),
            layer.isOn("resource-server.require-dpop"),
            seconds("resource-server.leeway-seconds")),
        layer.list("resource-server.tools"),
        new McpSettings(
            layer.text("resource-server.refusal"),
            seconds("resource-server.tool-time-limit-seconds"),
            seconds("resource-server.mcp-session-idle-seconds"),
            layer.number("resource-server.tool-calls-per-second")));
  }

  private @Nullable Path path(String key) {
    return text(key).map(Path::of).orElse(null);
  }

  private Optional<String> text(String key) {
    return layer.find(key).map(setting -> setting.value().toString());
  }

  private Optional<Integer> number(String key) {
    return layer.find(key).map(setting -> ((Number) setting.value()).intValue());
  }

  private Duration seconds(String key) {
    return Duration.ofSeconds(layer.number(key));
  }
}
