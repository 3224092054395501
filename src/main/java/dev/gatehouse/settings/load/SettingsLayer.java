package dev.gatehouse.settings.load;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one place sets, or several laid over each other.
 *
 * @param settings by key of the option
 */
public record SettingsLayer(Map<String, Setting> settings) {
  /** Sets nothing. */
  public static final SettingsLayer EMPTY = new SettingsLayer(Map.of());

  public SettingsLayer {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  public static SettingsLayer of(Collection<Setting> settings) {
    var byKey = new LinkedHashMap<String, Setting>();
    settings.forEach(setting -> byKey.put(setting.option().key(), setting));
    return new SettingsLayer(byKey);
  }

  /** This, and whatever the lower layer sets and this does not. A list or table replaces the lower one as a whole. */
  public SettingsLayer over(SettingsLayer lower) {
    var all = new LinkedHashMap<>(lower.settings);
    all.putAll(settings);
    return new SettingsLayer(all);
  }

  public Optional<Setting> find(String key) {
    return Optional.ofNullable(settings.get(key));
  }

  /** Of an option that has a default. */
  Setting get(String key) {
    return find(key).orElseThrow(() -> new IllegalStateException("no default for " + key));
  }

  String text(String key) {
    return get(key).value().toString();
  }

  int number(String key) {
    return ((Number) get(key).value()).intValue();
  }

  boolean isOn(String key) {
    return get(key).value().equals(true);
  }

  /** Whether the servers are to speak HTTPS. */
  boolean hasTls() {
    return text("server.tls").equals("self-signed")
        || find("server.tls-certificate").isPresent();
  }

  List<String> list(String key) {
    return ((List<?>) get(key).value()).stream().map(Object::toString).toList();
  }
}
