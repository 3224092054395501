package dev.gatehouse.tls;

import dev.gatehouse.pem.PemException;
import dev.gatehouse.pem.PemFile;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Whom an HTTP client of ours believes over TLS: the authorities of the JDK, and these certificates besides, authorities or servers. Names
 * are checked in either case (RFC 9110 §4.3.4).
 *
 * @param additional beyond those of the JDK
 */
public record TlsTrust(List<X509Certificate> additional) {
  /** The authorities of the JDK alone. */
  public static final TlsTrust OF_JDK = new TlsTrust(List.of());

  public TlsTrust {
    additional = List.copyOf(additional);
  }

  /** The authorities of the JDK, and the certificates in a PEM file. */
  public static TlsTrust inFile(Path file) throws PemException {
    return new TlsTrust(Certificates.of(new PemFile(file).certificates()));
  }

  /** One more. */
  public TlsTrust and(X509Certificate certificate) {
    var all = new ArrayList<>(additional);
    all.add(certificate);
    return new TlsTrust(all);
  }

  /** The options of an HTTP client that believes so. */
  public HttpClientOptions on(HttpClientOptions options) {
    return additional.isEmpty() ? options : options.setTrustOptions(options());
  }

  private TrustOptions options() {
    try {
      return TrustOptions.wrap(factory(keyStore()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has a trust manager", e);
    }
  }

  private KeyStore keyStore() {
    try {
      var all = KeyStore.getInstance(KeyStore.getDefaultType());
      all.load(null, null);
      var certificates = new ArrayList<>(ofJdk());
      certificates.addAll(additional);
      for (X509Certificate certificate : certificates) {
        all.setCertificateEntry("certificate-" + all.size(), certificate);
      }
      return all;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has a key store", e);
    }
  }

  private static List<X509Certificate> ofJdk() throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers()))
        .toList();
  }

  private static TrustManagerFactory factory(KeyStore all) throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(all);
    return factory;
  }
}
