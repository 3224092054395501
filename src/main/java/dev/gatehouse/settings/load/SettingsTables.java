package dev.gatehouse.settings.load;

import dev.gatehouse.jose.ClientJwks;
import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.client.ClientKeys;
import dev.gatehouse.oauth.client.GrantTypes;
import dev.gatehouse.settings.model.ClientSettings;
import dev.gatehouse.settings.model.UserSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tables among the settings: users, rings, scopes, clients. Their form is checked before, by the schema. */
final class SettingsTables {
  private final SettingsLayer layer;
  private final SettingsLayer builtIn;

  SettingsTables(SettingsLayer layer, SettingsLayer builtIn) {
    this.layer = layer;
    this.builtIn = builtIn;
  }

  List<UserSettings> users() {
    Set<String> published = rows(builtIn, "auth-server.users").stream()
        .map(row -> text(row, "password"))
        .collect(Collectors.toSet());
    return rows(layer, "auth-server.users").stream()
        .map(row -> user(row, published))
        .toList();
  }

  Map<String, Scopes> rings() {
    var rings = new LinkedHashMap<String, Scopes>();
    forEach("auth-server.rings", (name, scopes) -> rings.put(name, Scopes.of(strings(scopes))));
    return rings;
  }

  Map<String, String> scopes() {
    var scopes = new LinkedHashMap<String, String>();
    forEach("auth-server.scopes", (name, description) -> scopes.put(name, description.toString()));
    return scopes;
  }

  List<ClientSettings> clients() {
    return rows(layer, "auth-server.clients").stream()
        .map(row -> new ClientSettings(
            text(row, "id"),
            nameOf(row),
            secretOf(row),
            keysOf(row),
            strings(row.get("redirect-uris")),
            grantsOf(row),
            strings(row.get("scopes")),
            Boolean.TRUE.equals(row.get("dpop-bound-access-tokens"))))
        .toList();
  }

  private static UserSettings user(Map<?, ?> row, Set<String> published) {
    String password = text(row, "password");
    return new UserSettings(
        text(row, "name"), password, text(row, "ring"), published.contains(password));
  }

  private static String nameOf(Map<?, ?> row) {
    return row.get("name") == null ? text(row, "id") : text(row, "name");
  }

  private static @Nullable String secretOf(Map<?, ?> row) {
    return row.get("secret") == null ? null : text(row, "secret");
  }

  private ClientKeys keysOf(Map<?, ?> row) {
    try {
      return row.get("jwks") instanceof Map<?, ?> jwks ? ClientJwks.read(jwks) : ClientKeys.NONE;
    } catch (OAuthException e) {
      throw layer.get("auth-server.clients").refused(e.description());
    }
  }

  private static List<String> grantsOf(Map<?, ?> row) {
    List<String> grants = strings(row.get("grants"));
    return grants.isEmpty() ? GrantTypes.OF_USERS : grants;
  }

  private void forEach(String key, BiConsumer<String, Object> action) {
    ((Map<?, ?>) layer.get(key).value())
        .forEach((name, value) -> action.accept(name.toString(), value));
  }

  private static List<Map<?, ?>> rows(SettingsLayer layer, String key) {
    return ((List<?>) layer.get(key).value())
        .stream().<Map<?, ?>>map(row -> (Map<?, ?>) row).toList();
  }

  private static String text(Map<?, ?> row, String name) {
    return String.valueOf(row.get(name));
  }

  private static List<String> strings(@Nullable Object list) {
    return list instanceof List<?> members
        ? members.stream().map(Object::toString).toList()
        : List.of();
  }
}
