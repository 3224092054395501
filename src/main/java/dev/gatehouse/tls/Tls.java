package dev.gatehouse.tls;

import io.vertx.core.http.HttpServerOptions;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How both servers and their clients use TLS: versions 1.2 and 1.3, ciphers with forward secrecy (RFC 9325 §3.1.1, §4.2), HTTP/1.1 alone.
 *
 * <p>HTTP/2 is not offered: each of its limits (rapid reset, CONTINUATION, header compression) would have to be held as well, and no MCP or
 * OAuth client needs it.
 *
 * @param identity of the servers; null where they speak plain HTTP
 * @param trust of the clients
 */
public record Tls(@Nullable TlsIdentity identity, TlsTrust trust) {
  /** Plain HTTP, and the authorities of the JDK. */
  public static final Tls PLAIN = new Tls(null, TlsTrust.OF_JDK);

  private static final Set<String> VERSIONS = Set.of("TLSv1.2", "TLSv1.3");
  private static final List<String> CIPHERS = List.of(
      "TLS_AES_128_GCM_SHA256",
      "TLS_AES_256_GCM_SHA384",
      "TLS_CHACHA20_POLY1305_SHA256",
      "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
      "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
      "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
      "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
      "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
      "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  /** With an identity, and trust in it: the servers are each other's clients. */
  public static Tls of(TlsIdentity identity, TlsTrust trust) {
    return new Tls(identity, trust.and(identity.certificate()));
  }

  /** The options of a server, for HTTPS where there is an identity. */
  public HttpServerOptions on(HttpServerOptions options) {
    if (identity == null) {
      return options;
    }
    CIPHERS.forEach(options::addEnabledCipherSuite);
    return options
        .setSsl(true)
        .setUseAlpn(false)
        .setEnabledSecureTransportProtocols(VERSIONS)
        .setKeyCertOptions(identity.options());
  }
}
