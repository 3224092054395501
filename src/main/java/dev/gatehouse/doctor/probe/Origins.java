package dev.gatehouse.doctor.probe;

import java.net.URI;

/** The origin of a URL, RFC 6454 §4: scheme, host and port, where the port may be the one that the scheme implies. */
public final class Origins {
  private Origins() {}

  public static boolean same(URI one, URI other) {
    return one.getScheme().equalsIgnoreCase(other.getScheme())
        && one.getHost().equalsIgnoreCase(other.getHost())
        && port(one) == port(other);
  }

  private static int port(URI url) {
    int implied = "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    return url.getPort() < 0 ? implied : url.getPort();
  }
}
