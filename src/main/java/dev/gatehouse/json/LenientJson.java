package dev.gatehouse.json;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Reads JSON as most programs do, the last of two equal names winning: to show people what was sent, never to decide by it. */
public final class LenientJson {
  private LenientJson() {}

  /** The members of the object in the bytes; empty where there is none. */
  public static Optional<Map<String, Object>> members(byte[] utf8) {
    try {
      return Optional.ofNullable(new JsonObject(new String(utf8, StandardCharsets.UTF_8)).getMap());
    } catch (DecodeException | ClassCastException notAnObject) {
      return Optional.empty();
    }
  }
}
