package dev.gatehouse.handshake;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a JWT without checking it, RFC 7519 §7.2, and shows of it what RFC 9068 and RFC 7523 have in it. */
final class TokenReader {
  private static final int LONGEST = 16_384;
  private static final Set<String> HEADER = Set.of("alg", "typ", "kid");
  private static final Set<String> CLAIMS =
      Set.of("iss", "sub", "aud", "exp", "iat", "nbf", "jti", "client_id", "azp", "scope", "ring");

  private TokenReader() {}

  static Optional<DecodedToken> read(String place, String mark, String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3 || token.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return Optional.of(new DecodedToken(
          place, mark, shown(object(parts[0]), HEADER), shown(object(parts[1]), CLAIMS)));
    } catch (IllegalArgumentException | DecodeException notJson) {
      return Optional.empty();
    }
  }

  private static JsonObject object(String part) {
    return new JsonObject(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
  }

  private static Map<String, Object> shown(JsonObject members, Set<String> names) {
    var shown = new LinkedHashMap<String, Object>();
    for (String name : members.fieldNames()) {
      Object value = members.getValue(name);
      Object text =
          value instanceof Number ? value : HandshakeEvent.printable(String.valueOf(value));
      shown.put(HandshakeEvent.printable(name), names.contains(name) ? text : "…");
    }
    return shown;
  }
}
