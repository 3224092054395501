package dev.gatehouse.settings;

import dev.gatehouse.oauth.Secrets;
import java.util.ArrayList;
import java.util.List;

/** Lays what was set over the defaults, checks the whole, and makes the settings of it. */
public final class SettingsLoader {
  private final Catalogue catalogue;
  private final Secrets secrets;

  public SettingsLoader(Catalogue catalogue, Secrets secrets) {
    this.catalogue = catalogue;
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

  /** The layers in their order, the strongest first. Throws {@link SettingsException} where something is wrong. */
  public Loaded load(Layer... layers) {
    Layer builtIn = new ConfigFile(catalogue).builtIn();
    Layer merged = builtIn;
    for (int i = layers.length - 1; i >= 0; i--) {
      merged = layers[i].over(merged);
    }
    new SettingsSchema(catalogue).check(merged);
    var notes = new ArrayList<String>();
    Settings settings = new SettingsComposer(merged, builtIn, secrets, notes).compose();
    new SettingsRules(merged).check(settings, notes);
    return new Loaded(settings, notes);
  }
}
