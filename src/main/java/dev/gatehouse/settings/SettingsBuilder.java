package dev.gatehouse.settings;

import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.settings.load.FreePorts;
import dev.gatehouse.settings.load.OptionCatalogue;
import dev.gatehouse.settings.load.Setting;
import dev.gatehouse.settings.load.SettingsLayer;
import dev.gatehouse.settings.model.Settings;
import dev.gatehouse.settings.model.SettingsException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Settings made by a program, checked like all others. Looks at no environment and no file.
 *
 * <pre>{@code SettingsBuilder.create().onFreePorts().set("resource-server.required-scopes", List.of("mcp.read")).build()}</pre>
 */
public final class SettingsBuilder {
  private static final Set<String> URLS = Set.of("auth-server.issuer", "resource-server.url");
  private static final String ANY_PORT = ":0";

  private final OptionCatalogue catalogue = OptionCatalogue.load();
  private final List<Setting> settings = new ArrayList<>();

  private SettingsBuilder() {}

  /** The defaults, to be changed. */
  public static SettingsBuilder create() {
    return new SettingsBuilder();
  }

  /** What is built in: no environment, no file, no command line. */
  public static Settings defaults() {
    return create().build();
  }

  /** The defaults, on two free loopback ports. */
  public static Settings settingsOnFreePorts() {
    return create().onFreePorts().build();
  }

  /** Sets the authorization server's URL, which its port follows; port 0 stands for any free one. */
  public SettingsBuilder issuer(String issuer) {
    return set("auth-server.issuer", issuer);
  }

  /** Sets the resource server's URL, which its port follows; port 0 stands for any free one. */
  public SettingsBuilder origin(String origin) {
    return set("resource-server.url", origin);
  }

  /** Puts both servers on {@code localhost}, each on a port that is free now. */
  public SettingsBuilder onFreePorts() {
    return issuer("http://localhost:0").origin("http://localhost:0");
  }

  /**
   * Sets an option by its key in {@code conf/config.yaml}.
   *
   * @param value a string, number, boolean, list or map, as in YAML
   */
  public SettingsBuilder set(String key, Object value) {
    Object meant = URLS.contains(key) && value instanceof String url ? withFreePort(url) : value;
    settings.add(
        new Setting(catalogue.require(key, "set by a program"), meant, "set by a program"));
    return this;
  }

  private static String withFreePort(String url) {
    return url.endsWith(ANY_PORT)
        ? url.substring(0, url.length() - ANY_PORT.length()) + ":" + FreePorts.next()
        : url;
  }

  /** Throws {@link SettingsException} where something is wrong. */
  public Settings build() {
    var loader = new SettingsLoader(catalogue, new Secrets(new SecureRandom()));
    return loader.load(SettingsLayer.of(settings)).settings();
  }
}
