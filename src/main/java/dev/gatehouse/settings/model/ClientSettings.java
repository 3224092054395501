package dev.gatehouse.settings.model;

import dev.gatehouse.oauth.client.ClientKeys;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client that is known from the start, without registration.
 *
 * @param id its {@code client_id}
 * @param name what people are shown
 * @param secret its {@code client_secret}; null for a client without
 * @param keys its {@code jwks}: it authenticates by {@code private_key_jwt} where there are any
 * @param redirectUris where it may be sent back to; the port is free on loopback
 * @param grants what it may use at the token endpoint
 * @param scopes what it may have itself, by {@code client_credentials}
 * @param keyBound whether it gets no token without a DPoP proof
 */
public record ClientSettings(
    String id,
    String name,
    @Nullable String secret,
    ClientKeys keys,
    List<String> redirectUris,
    List<String> grants,
    List<String> scopes,
    boolean keyBound) {
  public ClientSettings {
    redirectUris = List.copyOf(redirectUris);
    grants = List.copyOf(grants);
    scopes = List.copyOf(scopes);
  }

  /** Whether it can prove who it is. */
  public boolean confidential() {
    return secret != null || !keys.isEmpty();
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "ClientSettings[id=" + id + "]";
  }
}
