package dev.gatehouse.handshake;

import dev.gatehouse.oauth.Secrets;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Masks the secrets of one exchange, and notes what can be told of them. Made for each exchange: a secret that was seen in one place is
 * masked wherever else it appears.
 */
public final class Redaction {
  private static final String HIDDEN = "…";
  private static final int LONGEST_VALUE = 2000;
  private static final int SHORTEST_SWEPT = 6;
  // Shorter ones are not made by chance: many clients may send the same state.
  private static final int UNIQUE = 16;
  // More than anyone has reason to send, and a request of thousands would cost the event loop a
  // tenth
  // of a second.
  private static final int MOST_SECRETS = 256;
  // From the first eyJ of a word, what stands before it apart; never the same characters twice.
  private static final Pattern JWT =
      Pattern.compile("(?<![\\w-])((?>[\\w-]*?(?=eyJ)))(eyJ[\\w-]++\\.[\\w-]++(?:\\.[\\w-]*+)++)");
  private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");
  private static final Pattern CHANCE =
      Pattern.compile("(?<=/)(?=[^/]*[a-z])(?=[^/]*[A-Z])(?=[^/]*[0-9])[\\w~.-]{20,}");
  // Neither first characters nor a hash: what people choose can be guessed.
  private static final Set<String> CHOSEN = Set.of("username", "password", "csrf");
  private static final Map<String, String> KINDS = Map.ofEntries(
      Map.entry("code", "code"),
      Map.entry("access_token", "token"),
      Map.entry("refresh_token", "token"),
      Map.entry("token", "token"),
      Map.entry("authorization", "token"),
      Map.entry("transaction", "transaction"),
      Map.entry("state", "state"),
      Map.entry("request_uri", "pushed"),
      Map.entry("mcp-session-id", "session"));

  private final Mask mask;
  private final Map<String, String> secrets = new LinkedHashMap<>();
  private final List<DecodedToken> tokens = new ArrayList<>();
  private final Set<String> marks = new LinkedHashSet<>();
  private final Map<String, String> facts = new HashMap<>();

  public Redaction(Mask mask) {
    this.mask = mask;
  }

  /** The JWTs seen so far. */
  public List<DecodedToken> tokens() {
    return Collections.unmodifiableList(tokens);
  }

  /** See {@link Exchange#marks()}. */
  public Set<String> marks() {
    return Collections.unmodifiableSet(marks);
  }

  /** See {@link Exchange#facts()}. */
  public Map<String, String> facts() {
    return Collections.unmodifiableMap(facts);
  }

  /** A parameter's value as it may be shown. */
  public String parameter(String name, String value) {
    if (value.isEmpty()) {
      return "";
    }
    if (!Harmless.PARAMETERS.contains(name)) {
      return secret(name, value);
    }
    return name.equals("redirect_uri") ? url(value) : clean(value);
  }

  /** What is shown of a secret; it is masked in whatever {@link #swept} is given later. */
  String secret(String name, String value) {
    if (secrets.size() >= MOST_SECRETS && !secrets.containsKey(value)) {
      return HIDDEN;
    }
    if (CHOSEN.contains(name)) {
      secrets.put(value, HIDDEN);
      return HIDDEN;
    }
    secrets.put(value, mask.of(value));
    if (KINDS.containsKey(name) && value.length() >= UNIQUE) {
      marks.add(KINDS.get(name) + ":" + mask.hash(value));
    }
    if (name.equals("code_verifier") && VERIFIER.matcher(value).matches()) {
      facts.put("pkce", Secrets.sha256(value)); // RFC 7636 §4.6: what the challenge must be
    }
    TokenReader.read(name, mask.hash(value), value).ifPresent(tokens::add);
    return mask.of(value);
  }

  /** A URL whose query and fragment are masked like any other parameters. */
  public String url(String url) {
    int end = indexOfAny(url);
    if (end < 0) {
      return clean(url);
    }
    var shown = new StringBuilder(clean(url.substring(0, end)));
    char separator = url.charAt(end);
    for (String pair : url.substring(end + 1).split("[&#]", -1)) {
      shown.append(separator).append(pair(pair));
      separator = '&';
    }
    return shown.toString();
  }

  /** A path in which what looks made by chance is masked, as somebody may have put a token there; but for the client_id of RFC 7592. */
  public String path(String path) {
    return path.startsWith("/register/")
        ? url(path)
        : CHANCE.matcher(url(path)).replaceAll(found -> secret("token", found.group()));
  }

  /** The parameters of a raw query. */
  public Map<String, String> query(String query) {
    var shown = new LinkedHashMap<String, String>();
    for (String pair : query.split("&", 100)) {
      String[] both = pair.split("=", 2);
      if (both.length == 2) {
        String name = decoded(both[0]);
        shown.merge(clean(name), parameter(name, decoded(both[1])), (one, two) -> one + ' ' + two);
      }
    }
    return shown;
  }

  /** Text in which no secret seen so far, and no JWT, is left. */
  public String swept(String text) {
    String swept = text;
    for (Map.Entry<String, String> secret : secrets.entrySet()) {
      if (secret.getKey().length() >= SHORTEST_SWEPT) {
        swept = swept.replace(secret.getKey(), secret.getValue());
      }
    }
    return JWT.matcher(swept).replaceAll(found -> found.group(1) + mask.of(found.group(2)));
  }

  /** Text from outside: of a length, on one line, without a JWT. */
  String clean(String text) {
    String cut = text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + HIDDEN : text;
    return HandshakeEvent.printable(
        JWT.matcher(cut).replaceAll(found -> found.group(1) + secret("token", found.group(2))));
  }

  private String pair(String pair) {
    String[] both = pair.split("=", 2);
    return both.length == 2
        ? clean(both[0]) + '=' + parameter(decoded(both[0]), decoded(both[1]))
        : clean(both[0]);
  }

  private static int indexOfAny(String url) {
    int query = url.indexOf('?');
    int fragment = url.indexOf('#');
    return query < 0 ? fragment : fragment < 0 ? query : Math.min(query, fragment);
  }

  private static String decoded(String encoded) {
    try {
      return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return encoded; // a stray percent sign
    }
  }
}
