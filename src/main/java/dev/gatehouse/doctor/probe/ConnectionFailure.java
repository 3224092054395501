package dev.gatehouse.doctor.probe;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why there is no answer, in words: the name, the port, the certificate, or the wrong one of http and https. */
final class ConnectionFailure {
  private static final String CORRECT = "start the server, or correct the URL";

  private ConnectionFailure() {}

  static ProbeResponse because(URI uri, @Nullable Throwable failure) {
    if (has(failure, UnknownHostException.class)) {
      return ProbeResponse.none(
          "the host name " + uri.getHost() + " does not resolve", "correct the URL");
    }
    if (has(failure, ConnectTimeoutException.class)) {
      return unconnected(uri);
    }
    if (has(failure, ConnectException.class)) {
      return ProbeResponse.none("nothing listens at " + uri.getRawAuthority(), CORRECT);
    }
    if (has(failure, SSLException.class)) {
      return tls(failure);
    }
    if (has(failure, IllegalArgumentException.class) || has(failure, DecoderException.class)) {
      return ProbeResponse.none("what answers there does not speak HTTP", "correct the port");
    }
    boolean http = "http".equalsIgnoreCase(uri.getScheme());
    return ProbeResponse.none(
        "the connection was closed without an answer",
        http ? "look into its log; if this is its https port, say https://" : "look into its log");
  }

  /** Nobody took the connection, and nobody refused it. */
  static ProbeResponse unconnected(URI uri) {
    return ProbeResponse.none(
        "no connection to " + uri.getRawAuthority() + " within 10 seconds", CORRECT);
  }

  private static ProbeResponse tls(@Nullable Throwable failure) {
    String message = messages(failure);
    if (message.contains("not an SSL/TLS record")) {
      return ProbeResponse.none(
          "TLS failed: plain http is spoken there", "say http://, or correct the port");
    }
    if (has(failure, CertificateExpiredException.class)
        || has(failure, CertificateNotYetValidException.class)) {
      return ProbeResponse.none(
          "TLS failed: its certificate is out of date", "renew the certificate, or set the clocks");
    }
    if (message.contains("PKIX path") || message.contains("trust anchor")) {
      return ProbeResponse.none(
          "TLS failed: its certificate is signed by nobody who is trusted here",
          "get one from an authority; for a certificate of your own say --trusted-certificates FILE (PEM), to clients as well");
    }
    return message.contains("No name matching") || message.contains("alternative")
        ? ProbeResponse.none(
            "TLS failed: its certificate is for another name",
            "get a certificate for the name in the URL")
        : ProbeResponse.none("TLS failed: " + message, "look into its TLS configuration");
  }

  private static boolean has(@Nullable Throwable failure, Class<?> kind) {
    for (Throwable one = failure; one != null; one = one.getCause()) {
      if (kind.isInstance(one)) {
        return true;
      }
    }
    return false;
  }

  private static String messages(@Nullable Throwable failure) {
    var all = new StringBuilder();
    for (Throwable one = failure; one != null; one = one.getCause()) {
      all.append(one.getMessage()).append(' ');
    }
    return all.toString().strip();
  }
}
