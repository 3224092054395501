package dev.gatehouse.wiring;

import dev.gatehouse.oauth.uri.Authority;
import dev.gatehouse.pem.PemException;
import dev.gatehouse.settings.model.Settings;
import dev.gatehouse.settings.model.SettingsException;
import dev.gatehouse.settings.model.TlsSettings;
import dev.gatehouse.tls.CertificateFile;
import dev.gatehouse.tls.Certificates;
import dev.gatehouse.tls.Tls;
import dev.gatehouse.tls.TlsIdentity;
import dev.gatehouse.tls.TlsIdentityFiles;
import dev.gatehouse.tls.TlsTrust;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files that the TLS settings name, read once at the start; what is wrong with one is said in the words of the settings. */
public final class TlsFiles {
  private TlsFiles() {}

  /** Blocks. Throws {@link SettingsException} where a file is not what it should be. */
  public static Tls load(Settings settings, Clock clock) {
    TlsTrust trust = trusted(settings.server().tls());
    @Nullable TlsIdentity identity = identity(settings, clock);
    return identity == null ? new Tls(null, trust) : Tls.of(identity, trust);
  }

  /** What a client of these servers believes, where it runs with the same settings. Blocks, and throws as {@link #load}. */
  public static TlsTrust trust(Settings settings) {
    TlsSettings tls = settings.server().tls();
    TlsTrust trust = trusted(tls);
    if (tls.certificate() == null) {
      return trust;
    }
    TlsTrust own = read("tls-certificate", tls.certificate(), "certificates", TlsTrust::inFile);
    return own.additional().stream().reduce(trust, TlsTrust::and, (one, other) -> other);
  }

  private static TlsTrust trusted(TlsSettings tls) {
    return tls.trusted() == null
        ? TlsTrust.OF_JDK
        : read("trusted-certificates", tls.trusted(), "certificates", TlsTrust::inFile);
  }

  private static @Nullable TlsIdentity identity(Settings settings, Clock clock) {
    TlsSettings tls = settings.server().tls();
    if (tls.selfSigned()) {
      TlsIdentity made = Certificates.selfSignedForLoopback(clock, names(settings));
      if (tls.saved() != null) {
        save(made, tls.saved());
      }
      return made;
    }
    if (tls.certificate() == null || tls.key() == null) {
      return null;
    }
    var files = new TlsIdentityFiles(tls.certificate(), tls.key(), clock);
    List<X509Certificate> chain =
        read("tls-certificate", tls.certificate(), "certificates", any -> files.chain());
    return read("tls-key", tls.key(), "one private key, unencrypted", any -> files.identity(chain));
  }

  private static void save(TlsIdentity made, Path file) {
    try {
      new CertificateFile(file).write(made.certificate());
    } catch (PemException wrong) {
      throw new SettingsException("server.tls-save is '%s': %s".formatted(file, wrong.fault()));
    }
  }

  // Every name under which somebody may come.
  private static String[] names(Settings settings) {
    var urls = Stream.of(
            settings.authServer().issuer(), settings.resourceServer().origin())
        .flatMap(url -> Authority.ofOrigin(url).stream());
    var allowed =
        settings.server().allowedHosts().stream().flatMap(host -> Authority.parse(host).stream());
    return Stream.concat(urls, allowed).map(Authority::host).toArray(String[]::new);
  }

  private interface Reader<T> {
    T read(Path file) throws PemException;
  }

  private static <T> T read(String setting, Path file, String content, Reader<T> reader) {
    try {
      return reader.read(file);
    } catch (PemException wrong) {
      throw new SettingsException("server.%s is '%s': must be a PEM file with %s; %s"
          .formatted(setting, file, content, wrong.fault()));
    }
  }
}
