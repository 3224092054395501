package dev.gatehouse.oauth;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One challenge as a client reads it, RFC 9110 §11.2 and §11.6.1: a scheme, then {@code auth-param}s, each once. Written from the grammar. */
public record ChallengeParser(String scheme, Map<String, String> parameters) {
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final String QUOTED =
      "\"((?:[\\t \\x21\\x23-\\x5b\\x5d-\\x7e\\x80-\\xff]|\\\\[\\t \\x21-\\x7e\\x80-\\xff])*)\"";
  private static final Pattern SCHEME = Pattern.compile(TOKEN);
  private static final Pattern PARAMETER =
      Pattern.compile("(" + TOKEN + ")[ \\t]*=[ \\t]*(?:(" + TOKEN + ")|" + QUOTED + ")");
  private static final Pattern COMMA = Pattern.compile("[ \\t]*,[ \\t]*");

  /** Throws {@link IllegalArgumentException} where the grammar does not allow the text. */
  public static ChallengeParser parse(String header) {
    Matcher scheme = SCHEME.matcher(header);
    require(scheme.lookingAt(), header);
    var parameters = new LinkedHashMap<String, String>();
    int at = scheme.end();
    while (at < header.length()) {
      Matcher gap = (parameters.isEmpty() ? Pattern.compile(" +") : COMMA).matcher(header);
      require(gap.region(at, header.length()).lookingAt(), header);
      Matcher parameter = PARAMETER.matcher(header).region(gap.end(), header.length());
      require(parameter.lookingAt(), header);
      String value = parameter.group(2) == null
          ? parameter.group(3).replaceAll("\\\\(.)", "$1")
          : parameter.group(2);
      require(parameters.put(parameter.group(1), value) == null, header);
      at = parameter.end();
    }
    return new ChallengeParser(scheme.group(), parameters);
  }

  private static void require(boolean holds, String header) {
    if (!holds) {
      throw new IllegalArgumentException("no challenge of RFC 9110: " + header);
    }
  }
}
