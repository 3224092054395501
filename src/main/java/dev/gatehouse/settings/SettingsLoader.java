package dev.gatehouse.settings;

import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.settings.load.ConfigFile;
import dev.gatehouse.settings.load.DotEnv;
import dev.gatehouse.settings.load.Environment;
import dev.gatehouse.settings.load.OptionCatalogue;
import dev.gatehouse.settings.load.SettingsComposer;
import dev.gatehouse.settings.load.SettingsLayer;
import dev.gatehouse.settings.load.SettingsRules;
import dev.gatehouse.settings.load.SettingsSchema;
import dev.gatehouse.settings.model.Settings;
import dev.gatehouse.settings.model.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lays what was set over the defaults, checks the whole, and makes the settings of it. */
public final class SettingsLoader {
  private static final String CONFIG_FILE = "conf/config.yaml";

  private final OptionCatalogue catalogue;
  private final ConfigFile configFile;
  private final Secrets secrets;

  public SettingsLoader(OptionCatalogue catalogue, Secrets secrets) {
    this.catalogue = catalogue;
    this.configFile = new ConfigFile(catalogue);
    this.secrets = secrets;
  }

  /**
   * Settings, and what the user should know about them.
   *
   * @param settings checked
   * @param notes one line each; what is not wrong, but not quite right either
   */
  public record Loaded(Settings settings, List<String> notes) {
    public Loaded {
      notes = List.copyOf(notes);
    }
  }

  /** What a program sets, over the defaults. Throws {@link SettingsException} where something is wrong. */
  public Loaded load(SettingsLayer given) {
    return compose(given, new ArrayList<>());
  }

  /**
   * What a user sets: command line over environment over {@code .env} over the configuration file over the defaults. Throws
   * {@link SettingsException} where something is wrong.
   *
   * @param config the configuration file, which must be there; empty for {@code conf/config.yaml}, which may be
   * @param directory in which the files are looked for
   */
  public Loaded load(
      SettingsLayer commandLine, String config, Map<String, String> environment, Path directory) {
    var notes = new ArrayList<String>();
    var reader = new Environment(catalogue);
    SettingsLayer given = commandLine
        .over(reader.read(environment, "the environment", notes))
        .over(reader.read(dotEnv(directory), ".env", notes))
        .over(file(config, directory));
    Loaded loaded = compose(given, notes);
    notePort(environment.getOrDefault("PORT", ""), loaded.settings(), notes);
    return new Loaded(loaded.settings(), notes);
  }

  // Many servers and platforms mean by it what we need two of.
  private static void notePort(String port, Settings settings, List<String> notes) {
    List<String> ours = List.of(
        String.valueOf(settings.authServer().port()),
        String.valueOf(settings.resourceServer().port()));
    if (port.matches("[0-9]{1,5}") && !ours.contains(port)) {
      notes.add(
          "PORT in the environment is %s, and not used: the ports are those of --issuer and --resource-url, or --auth-server-port and --resource-server-port"
              .formatted(port));
    }
  }

  private Loaded compose(SettingsLayer given, List<String> notes) {
    SettingsLayer builtIn = configFile.builtIn();
    SettingsLayer merged = given.over(builtIn);
    new SettingsSchema(catalogue).check(merged);
    Settings settings = new SettingsComposer(merged, builtIn, secrets, notes).compose();
    new SettingsRules(merged).check(settings, notes);
    return new Loaded(settings, notes);
  }

  private static Map<String, String> dotEnv(Path directory) {
    Path file = directory.resolve(".env");
    return Files.isRegularFile(file)
        ? DotEnv.parse(ConfigFile.text(file, ".env"), ".env")
        : Map.of();
  }

  private SettingsLayer file(String config, Path directory) {
    if (!config.isEmpty()) {
      return configFile.read(directory.resolve(config), config);
    }
    Path file = directory.resolve(CONFIG_FILE);
    return Files.isRegularFile(file) ? configFile.read(file, CONFIG_FILE) : SettingsLayer.EMPTY;
  }
}
