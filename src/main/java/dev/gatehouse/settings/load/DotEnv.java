package dev.gatehouse.settings.load;

import dev.gatehouse.settings.model.SettingsException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@code .env} file: lines of {@code NAME=value}, blank lines and comments; quotes around a value and {@code export} are dropped. */
public final class DotEnv {
  private static final Pattern LINE =
      Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");
  private static final Pattern QUOTED = Pattern.compile("(['\"])(.*?)\\1\\s*(?:#.*)?");

  private DotEnv() {}

  /** Throws {@link SettingsException}, naming the line, where the text is anything else. The last of two equal names counts. */
  public static Map<String, String> parse(String text, String source) {
    var variables = new LinkedHashMap<String, String>();
    int number = 0;
    for (String line : text.lines().map(String::strip).toList()) {
      number++;
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        throw new SettingsException("%s line %d: must be NAME=value".formatted(source, number));
      }
      variables.put(matcher.group(1), value(matcher.group(2)));
    }
    return variables;
  }

  private static String value(String written) {
    Matcher quoted = QUOTED.matcher(written);
    return quoted.matches()
        ? quoted.group(2)
        : written.replaceFirst("(^|\\s+)#.*", "").strip();
  }
}
