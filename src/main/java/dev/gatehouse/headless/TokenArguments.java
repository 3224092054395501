package dev.gatehouse.headless;

import dev.gatehouse.oauth.OAuthException;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.settings.load.QuotedValue;
import dev.gatehouse.settings.model.SettingsException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * What was typed after {@code token}, without the flags of the settings.
 *
 * @param user who logs in
 * @param scopes what the token is to allow; none for what the server decides
 * @param passwordFile file whose first line is the password, {@code -} for standard input; empty for none
 * @param resource what the token is for; empty for what the server decides
 */
public record TokenArguments(String user, Scopes scopes, String passwordFile, String resource) {
  /** The one flag that is no setting. */
  public static final String PASSWORD_FILE = "--password-file";

  private static final String USAGE =
      "must be token USER [\"SCOPE SCOPE\"] [--issuer URL] [--resource URL] [--password-file FILE]";

  /** Throws {@link SettingsException}, saying what would be right. */
  public static TokenArguments parse(List<String> words, String resource) {
    var rest = new ArrayDeque<>(words);
    var plain = new ArrayList<String>();
    String passwordFile = "";
    while (!rest.isEmpty()) {
      String word = rest.remove();
      if (word.equals(PASSWORD_FILE)) {
        passwordFile = rest.remove();
      } else {
        plain.add(word);
      }
    }
    if (plain.isEmpty() || plain.get(0).isBlank()) {
      throw wrong("the user is missing");
    }
    return new TokenArguments(
        plain.get(0),
        scopes(String.join(" ", plain.subList(1, plain.size()))),
        passwordFile,
        resource);
  }

  // In one word or several, and with commas, as a list of the settings.
  private static Scopes scopes(String text) {
    try {
      return Scopes.parse(text.replace(',', ' '));
    } catch (OAuthException e) {
      throw wrong(QuotedValue.value(text) + " is not a list of scopes");
    }
  }

  static SettingsException wrong(String message) {
    return new SettingsException("token: " + message + ": " + USAGE);
  }
}
