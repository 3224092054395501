package dev.gatehouse.handshake;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A JWT without its signature, to be read and not to be trusted. Only registered claims are shown as they are.
 *
 * @param place where it was: {@code access_token}, {@code authorization}, {@code client_assertion}
 * @param mark the hash by which it is known again
 * @param header of the JWS
 * @param claims in their order
 */
public record DecodedToken(
    String place, String mark, Map<String, Object> header, Map<String, Object> claims) {
  public DecodedToken {
    header = Collections.unmodifiableMap(new LinkedHashMap<>(header));
    claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
  }
}
