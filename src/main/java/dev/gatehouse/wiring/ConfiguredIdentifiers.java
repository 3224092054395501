package dev.gatehouse.wiring;

import dev.gatehouse.settings.model.AuthServerSettings;
import dev.gatehouse.settings.model.ClientSettings;
import dev.gatehouse.settings.model.Settings;
import dev.gatehouse.settings.model.UserSettings;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names that the operator chose: users, clients, scopes, tools, hosts. They are no secrets, whatever they look like. */
final class ConfiguredIdentifiers {
  private ConfiguredIdentifiers() {}

  static Set<String> of(Settings settings, ToolSets tools) {
    AuthServerSettings own = settings.authServer();
    Stream<String> urls = Stream.of(
            List.of(
                own.issuer(),
                settings.resourceServer().origin(),
                settings.resourceServer().accepted().authorizationServer()),
            own.knownResources(),
            settings.server().allowedOrigins())
        .flatMap(List::stream)
        .map(ConfiguredIdentifiers::authority);
    return Stream.of(
            urls,
            settings.server().allowedHosts().stream(),
            own.access().users().stream().map(UserSettings::name),
            own.access().clients().stream().map(ClientSettings::id),
            own.access().rings().keySet().stream(),
            own.access().scopes().keySet().stream(),
            tools.tools().stream().map(tool -> tool.descriptor().name()))
        .flatMap(Function.identity())
        .filter(identifier -> !identifier.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String authority(String url) {
    String authority = URI.create(url).getRawAuthority();
    return authority == null ? "" : authority;
  }
}
