package dev.gatehouse.mcp.modern;

import dev.gatehouse.mcp.caller.Principal;
import dev.gatehouse.mcp.jsonrpc.Message.Request;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What a client brings back with its answers, sealed with AES-256-GCM: only the same user, with whichever client, for the same request, and
 * not for long; MCP 2026-07-28 "Multi Round-Trip Requests", server requirements 4 and 5.
 */
public final class RequestStates {
  private static final Duration LIFETIME = Duration.ofMinutes(15);
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final Set<String> OF_THE_ROUND = Set.of("_meta", "inputResponses", "requestState");

  private final SecretKeySpec key;
  private final Supplier<byte[]> nonces;
  private final Clock clock;

  /**
   * What is remembered between two rounds.
   *
   * @param answers those that the run has used so far, by key
   * @param asked the keys that were asked last
   */
  record State(JsonObject answers, Set<String> asked) {
    static final State NONE = new State(new JsonObject(), Set.of());
  }

  /** With 32 bytes of key, and a source of 12 random bytes each. */
  public RequestStates(byte[] key, Supplier<byte[]> nonces, Clock clock) {
    this.key = new SecretKeySpec(key, "AES");
    this.nonces = nonces;
    this.clock = clock;
  }

  String seal(State state, Request request, Principal principal) {
    var payload = new JsonObject()
        .put("until", clock.instant().plus(LIFETIME).getEpochSecond())
        .put("answers", state.answers())
        .put("asked", new JsonArray(List.copyOf(state.asked())));
    byte[] nonce = nonces.get();
    byte[] sealed = run(
        Cipher.ENCRYPT_MODE,
        nonce,
        binding(request, principal),
        payload.encode().getBytes(StandardCharsets.UTF_8));
    byte[] all = Arrays.copyOf(nonce, NONCE + sealed.length);
    System.arraycopy(sealed, 0, all, NONCE, sealed.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  /** Empty for what was not sealed here, for this request of this caller, or not lately. */
  Optional<State> open(String sealed, Request request, Principal principal) {
    try {
      byte[] all = Base64.getUrlDecoder().decode(sealed);
      if (all.length <= NONCE || !canonical(all).equals(sealed)) {
        return Optional.empty();
      }
      byte[] plain = run(
          Cipher.DECRYPT_MODE,
          Arrays.copyOf(all, NONCE),
          binding(request, principal),
          Arrays.copyOfRange(all, NONCE, all.length));
      var payload = new JsonObject(new String(plain, StandardCharsets.UTF_8));
      return payload.getLong("until") < clock.instant().getEpochSecond()
          ? Optional.empty()
          : Optional.of(state(payload));
    } catch (IllegalArgumentException notSealedHere) {
      return Optional.empty();
    }
  }

  private static String canonical(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static State state(JsonObject payload) {
    var asked = new LinkedHashSet<String>();
    payload.getJsonArray("asked").forEach(key -> asked.add((String) key));
    return new State(payload.getJsonObject("answers"), asked);
  }

  private byte[] run(int mode, byte[] nonce, byte[] binding, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(binding);
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("this cannot be sealed or opened", e);
    }
  }

  // Names are sorted: a client may write the same parameters in another order.
  private static byte[] binding(Request request, Principal principal) {
    var params = request.params().copy();
    OF_THE_ROUND.forEach(params::remove);
    var bound = new JsonArray().add(principal.subject()).add(request.method()).add(sorted(params));
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(bound.encode().getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static Object sorted(Object value) {
    if (value instanceof JsonObject object) {
      var copy = new JsonObject();
      new TreeSet<>(object.fieldNames()).forEach(name -> put(copy, name, object.getValue(name)));
      return copy;
    }
    if (value instanceof JsonArray array) {
      var copy = new JsonArray();
      array.forEach(element -> copy.add(element == null ? null : sorted(element)));
      return copy;
    }
    return value;
  }

  private static void put(JsonObject copy, String name, @Nullable Object value) {
    if (value == null) {
      copy.putNull(name);
    } else {
      copy.put(name, sorted(value));
    }
  }
}
