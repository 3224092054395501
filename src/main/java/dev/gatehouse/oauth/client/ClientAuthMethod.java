package dev.gatehouse.oauth.client;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How a client proves who it is at the token endpoint; RFC 7591 §2. */
public enum ClientAuthMethod {
  /** A public client: PKCE alone. */
  NONE("none"),
  /** HTTP Basic, RFC 6749 §2.3.1. */
  CLIENT_SECRET_BASIC("client_secret_basic"),
  /** In the form, RFC 6749 §2.3.1. */
  CLIENT_SECRET_POST("client_secret_post"),
  /** A signed assertion, RFC 7523 §2.2. */
  PRIVATE_KEY_JWT("private_key_jwt");

  private final String wire;

  ClientAuthMethod(String wire) {
    this.wire = wire;
  }

  /** Whether it is proven by a {@code client_secret}. */
  public boolean hasSecret() {
    return this == CLIENT_SECRET_BASIC || this == CLIENT_SECRET_POST;
  }

  /** The registered name. */
  public String wire() {
    return wire;
  }

  public static Optional<ClientAuthMethod> of(String wire) {
    return Arrays.stream(values()).filter(method -> method.wire.equals(wire)).findFirst();
  }

  /** The registered names of all. */
  public static List<String> names() {
    return Arrays.stream(values()).map(ClientAuthMethod::wire).toList();
  }

  /** The registered names of those that prove anything: all but {@code none}. */
  public static List<String> confidentialNames() {
    return names().stream().filter(name -> !name.equals(NONE.wire)).toList();
  }
}
