package dev.gatehouse.testing;

import dev.gatehouse.authserver.outbound.Outbound;
import dev.gatehouse.http.client.HostResolver;
import dev.gatehouse.tls.Certificates;
import dev.gatehouse.tls.TlsIdentity;
import dev.gatehouse.tls.TlsTrust;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The web as a test has it: a few names, and a certificate that is trusted. */
public final class Neighbourhood {
  private final Map<String, String> addresses = new ConcurrentHashMap<>();
  private final TlsIdentity identity;

  /** These hosts are at 127.0.0.1, and have the certificate. */
  public Neighbourhood(String... hosts) {
    this.identity = Certificates.selfSigned(Clock.systemUTC(), List.of(hosts));
    for (String host : hosts) {
      move(host, "127.0.0.1");
    }
  }

  /** The host has this address from now on. */
  public void move(String host, String address) {
    addresses.put(host, address);
  }

  public DocumentServer server() {
    return DocumentServer.secure(identity, "127.0.0.1", 0);
  }

  public Outbound outbound() {
    HostResolver resolver = host -> addresses.containsKey(host)
        ? Future.succeededFuture(List.of(literal(addresses.get(host))))
        : Future.failedFuture("no such host");
    return new Outbound(resolver, TlsTrust.OF_JDK.and(identity.certificate()));
  }

  private static InetAddress literal(String address) {
    try {
      return InetAddress.getByName(address);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
