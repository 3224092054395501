package dev.gatehouse.settings.load;

import dev.gatehouse.settings.model.SettingsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The settings among the environment variables: the names that the catalogue lists. An empty variable is not set.
 *
 * <p>{@code GATEHOUSE_} is ours, so that an unknown name is refused; {@code AUTH_SERVER_} may well be somebody else's, so that it is noted.
 */
public final class Environment {
  private static final String OURS = "GATEHOUSE_";
  private static final String SHARED = "AUTH_SERVER_";

  // What Kubernetes sets for a service that is called gatehouse or auth-server.
  private static final Pattern SERVICE_LINK =
      Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT(_\\d+_(TCP|UDP|SCTP)(_.*)?)?)");

  private final OptionCatalogue catalogue;

  public Environment(OptionCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * What the variables set.
   *
   * @param place where they are, for messages: {@code the environment}, or a file
   * @param notes takes a line for each name that looks like ours and is not
   */
  public SettingsLayer read(Map<String, String> variables, String place, List<String> notes) {
    var settings = new ArrayList<Setting>();
    variables.forEach((name, value) -> {
      String source = name + " in " + place;
      catalogue
          .byEnvironment(name)
          .filter(option -> !value.isBlank())
          .map(option -> TextValue.parse(option, value, source))
          .ifPresent(settings::add);
      checkName(name, value, place, notes);
    });
    return SettingsLayer.of(settings);
  }

  private void checkName(String name, String value, String place, List<String> notes) {
    boolean ours = name.startsWith(OURS);
    if ((!ours && !name.startsWith(SHARED))
        || catalogue.byEnvironment(name).isPresent()
        || SERVICE_LINK.matcher(name).matches()) {
      return;
    }
    List<String> known = catalogue.options().stream().map(Option::environment).toList();
    String message = "%s%s (%s): there is no such variable%s"
        .formatted(
            QuotedValue.value(name),
            QuotedValue.given(name, value),
            place,
            Suggestion.hint(name, known));
    if (ours) {
      throw new SettingsException(message);
    }
    notes.add(message);
  }
}
