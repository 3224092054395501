package dev.gatehouse.handshake;

import dev.gatehouse.oauth.crypto.Secrets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Masks the secrets of one exchange, and notes what can be told of them. Made for each exchange: a value that is a secret by its place or
 * by its shape is masked wherever else it appears; an ordinary word never is, wherever it stood.
 */
public final class Redaction {
  private static final String HIDDEN = "…";
  // A shorter one is a word that others use.
  private static final int SHORTEST_BY_PLACE = 6;
  private static final int SHORTEST_BY_SHAPE = 10;
  // Shorter ones are not made by chance: many clients may send the same state.
  private static final int UNIQUE = 16;
  // More than anyone has reason to send; thousands would cost the event loop a tenth of a second.
  private static final int MOST_SECRETS = 64;
  private static final int MOST_MASKS = 256;
  private static final int MOST_TOKENS = 20;
  private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");
  // Neither length nor hash: what people choose can be guessed.
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

  private final RedactionPolicy policy;
  private final Map<String, String> secrets = new LinkedHashMap<>();
  private final List<DecodedToken> tokens = new ArrayList<>();
  private final Set<String> marks = new LinkedHashSet<>();
  private final Map<String, String> facts = new HashMap<>();
  private int masks;

  public Redaction(RedactionPolicy policy) {
    this.policy = policy;
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

  /** The HTTP method; RFC 9110 §9.1 lets it be any word. */
  public String method(String method) {
    return RedactionAllowList.isMethod(method) ? method : unknown(method);
  }

  /** A URL: scheme, host, port and plain path segments as they are, the rest masked. */
  public String url(String url) {
    return RedactedUrl.shown(url, this);
  }

  /** A path without a query, in which each segment that is not plain is masked. */
  public String path(String path) {
    return RedactedUrl.path(path, this);
  }

  /** What this server or another one says in words. */
  public String sentence(String text) {
    return phrase(text, RedactedText.LONG_WORDS);
  }

  /** Text in which no secret seen so far is left. */
  public String swept(String text) {
    String swept = text;
    for (Map.Entry<String, String> secret : secrets.entrySet()) {
      if (secret.getKey().length() <= swept.length()) {
        swept = swept.replace(secret.getKey(), secret.getValue());
      }
    }
    return swept;
  }

  /** The decision, in which no secret seen so far is left. */
  public Decision swept(Decision event) {
    return secrets.isEmpty()
        ? event
        : new Decision(
            event.at(),
            event.party(),
            event.step(),
            event.outcome(),
            event.cause(),
            swept(event.details()));
  }

  /** The same of each name and value. */
  public Map<String, String> swept(Map<String, String> values) {
    if (secrets.isEmpty()) {
      return values;
    }
    var swept = new LinkedHashMap<String, String>();
    values.forEach((name, value) -> swept.put(swept(name), swept(value)));
    return swept;
  }

  boolean isKnown(String identifier) {
    return policy.known().contains(identifier);
  }

  String phrase(String text, int longestWord) {
    return RedactedText.shown(this, text, longestWord);
  }

  /** The name of a parameter, a member or a field: one that the protocols have, or a mask. */
  String name(String name) {
    return ProtocolWords.contains(name) ? name : unknown(name);
  }

  /** A value that no rule knows. */
  String unknown(String value) {
    return value.isEmpty() ? "" : secret("", value);
  }

  /** The mask of a value; what makes the value a secret, its place or its shape, also decides where else it is masked. */
  String secret(String name, String value) {
    if (value.isEmpty()) {
      return "";
    }
    if (++masks > MOST_MASKS && !secrets.containsKey(value)) {
      return Mask.length(value);
    }
    String hash = policy.mask().hash(value);
    String shown = CHOSEN.contains(name) ? HIDDEN : Mask.of(value, hash);
    if (secrets.size() < MOST_SECRETS && spreads(name, value)) {
      secrets.put(value, shown);
    }
    note(name, value, hash);
    return shown;
  }

  // "echo", "none", "alice" are words, in whatever place they stand once.
  private boolean spreads(String name, String value) {
    if (isKnown(value) || ProtocolWords.contains(value)) {
      return false;
    }
    return ProtocolWords.SECRETS.contains(name)
        ? value.length() >= SHORTEST_BY_PLACE
        : value.length() >= SHORTEST_BY_SHAPE
            && value.indexOf(' ') < 0
            && !value.contains("://")
            && !RedactedText.isPlain(value);
  }

  private void note(String name, String value, String hash) {
    if (KINDS.containsKey(name) && value.length() >= UNIQUE && marks.size() < MOST_SECRETS) {
      marks.add(KINDS.get(name) + ":" + hash);
    }
    if (name.equals("code_verifier") && VERIFIER.matcher(value).matches()) {
      facts.put("pkce", Secrets.sha256(value)); // RFC 7636 §4.6: what the challenge must be
    }
    if (!name.isEmpty() && TokenReader.looksLikeOne(value) && tokens.size() < MOST_TOKENS) {
      TokenReader.read(name(name.toLowerCase(Locale.ROOT)), hash, value, this)
          .ifPresent(tokens::add);
    }
  }
}
