package dev.gatehouse.jose;

import dev.gatehouse.json.LenientJson;
import dev.gatehouse.json.MalformedJsonException;
import dev.gatehouse.json.StrictJson;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a reader sees of a token, and what is wrong with it. {@link Jws} is the token with which nothing is wrong; who only shows a token
 * to people shows also what no server accepts. Nothing of it is verified.
 */
public final class JwsView {
  private final Set<JwsFault> faults = EnumSet.noneOf(JwsFault.class);
  private final boolean lenient;
  private @Nullable Map<String, Object> header; // null where it cannot be read
  private @Nullable Map<String, Object> payload; // null where it cannot be read
  private byte @Nullable [] signature; // null where it cannot be read

  private JwsView(boolean lenient) {
    this.lenient = lenient;
  }

  /** Reads what can be read of a token of so many characters at most. */
  public static JwsView of(String token, int longest) {
    return read(token, longest, true);
  }

  /** Reads what is without fault, for who accepts nothing else. */
  static JwsView strictly(String token, int longest) {
    return read(token, longest, false);
  }

  /** Whether it has the three parts of a JWS, the first one not empty, and no more characters; costs next to nothing. */
  public static boolean looksLikeOne(String token, int longest) {
    int first = token.indexOf('.');
    int second = token.indexOf('.', first + 1);
    return first > 0
        && second > first
        && token.indexOf('.', second + 1) < 0
        && token.length() <= longest;
  }

  /** What is wrong, in the order of the enum; empty for what {@link Jws#parse} takes. */
  public Set<JwsFault> faults() {
    return Collections.unmodifiableSet(faults);
  }

  /** The JOSE header, where it is a JSON object. */
  public Optional<Map<String, Object>> header() {
    return Optional.ofNullable(header);
  }

  /** The claims, where they are a JSON object. */
  public Optional<Map<String, Object>> payload() {
    return Optional.ofNullable(payload);
  }

  /** The third part, where it is base64url. */
  Optional<byte[]> signature() {
    return Optional.ofNullable(signature);
  }

  private static JwsView read(String token, int longest, boolean lenient) {
    var view = new JwsView(lenient);
    if (token.length() > longest) {
      view.faults.add(JwsFault.TOO_LONG);
      return view;
    }
    String[] parts = token.split("\\.", 4);
    if (parts.length != 3) {
      view.faults.add(JwsFault.NOT_THREE_PARTS);
      return view;
    }
    view.signature = view.bytes(parts[2], JwsFault.UNSIGNED);
    view.header = view.object(parts[0]);
    view.payload = view.object(parts[1]);
    return view;
  }

  private @Nullable Map<String, Object> object(String part) {
    byte[] json = bytes(part, JwsFault.EMPTY_PART);
    if (json == null) {
      return null;
    }
    try {
      return Collections.unmodifiableMap(StrictJson.JWT.members(json));
    } catch (MalformedJsonException malformed) {
      faults.add(JwsFault.NOT_STRICT_JSON);
      return lenient ? LenientJson.members(json).orElse(null) : null;
    }
  }

  private byte @Nullable [] bytes(String part, JwsFault empty) {
    if (part.isEmpty()) {
      faults.add(empty);
      return null;
    }
    try {
      byte[] bytes = Base64Url.decodeAnySpelling(part);
      if (!Base64Url.encode(bytes).equals(part)) {
        faults.add(JwsFault.NOT_CANONICAL);
      }
      return bytes;
    } catch (IllegalArgumentException malformed) {
      faults.add(JwsFault.NOT_BASE64URL);
      return null;
    }
  }
}
