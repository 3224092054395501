package dev.gatehouse.settings.model;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * TLS of both servers and of their HTTP clients.
 *
 * @param selfSigned whether the servers make a certificate of their own at each start
 * @param saved file that this certificate is written to; null where it is not
 * @param certificate PEM file of the servers' certificate; null where none is given
 * @param key PEM file of its private key; null where, and only where, the certificate is
 * @param trusted PEM file of certificates that the clients believe besides the JDK's; null where there are none
 */
public record TlsSettings(
    boolean selfSigned,
    @Nullable Path saved,
    @Nullable Path certificate,
    @Nullable Path key,
    @Nullable Path trusted) {

  /** Whether the servers speak HTTPS. */
  public boolean on() {
    return selfSigned || certificate != null;
  }
}
