package dev.gatehouse.wiring;

import dev.gatehouse.authserver.identity.RingPolicy;
import dev.gatehouse.mcp.ToolDescriptor;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.resourceserver.landing.LandingFacts;
import dev.gatehouse.resourceserver.landing.LandingFacts.ScopeRow;
import dev.gatehouse.resourceserver.landing.LandingFacts.UserRow;
import dev.gatehouse.resourceserver.landing.ToolRow;
import dev.gatehouse.settings.model.AccessSettings;
import dev.gatehouse.settings.model.Settings;
import dev.gatehouse.settings.model.UserSettings;
import java.util.List;

/** What the landing page tells of this installation. Where the tokens come from elsewhere, it knows neither users nor rings. */
final class LandingWiring {
  // Enough to begin with; what is left out shows a refusal, and how a client asks for more.
  private static final Scopes TICKED = Scopes.of("mcp.read", "notes:read");

  private final Settings settings;
  private final boolean own;

  private LandingWiring(Settings settings) {
    this.settings = settings;
    this.own = settings
        .resourceServer()
        .accepted()
        .authorizationServer()
        .equals(settings.authServer().issuer());
  }

  static LandingFacts of(Settings settings, ToolSets tools, String version) {
    var content = new LandingWiring(settings);
    return new LandingFacts(
        version,
        settings.resourceServer().accepted().authorizationServer(),
        content.own,
        settings.server().console().shown(),
        tools.tools().stream().map(tool -> content.row(tool.descriptor())).toList(),
        content.scopes(),
        content.users());
  }

  private ToolRow row(ToolDescriptor tool) {
    return ToolRow.of(
        tool.name(),
        tool.title(),
        tool.description(),
        tool.scope(),
        own ? holders(tool.scope()) : List.of(),
        tool.inputSchema());
  }

  private List<String> holders(String scope) {
    AccessSettings access = settings.authServer().access();
    var rings = new RingPolicy(access.rings());
    return access.users().stream()
        .filter(user -> scope.isEmpty() || rings.mintable(user.ring()).contains(scope))
        .map(UserSettings::name)
        .toList();
  }

  private List<ScopeRow> scopes() {
    return settings.authServer().access().scopes().entrySet().stream()
        .map(scope ->
            new ScopeRow(scope.getKey(), scope.getValue(), TICKED.contains(scope.getKey())))
        .toList();
  }

  // Passwords stand on a page only where nobody but this computer sees it.
  private List<UserRow> users() {
    return settings.authServer().access().users().stream()
        .filter(user -> own && settings.isPrivate() && user.demo())
        .map(user -> new UserRow(user.name(), user.password(), user.ring()))
        .toList();
  }
}
