package dev.gatehouse;

import dev.gatehouse.oauth.Authority;
import dev.gatehouse.pem.PemException;
import dev.gatehouse.settings.Settings;
import dev.gatehouse.settings.SettingsException;
import dev.gatehouse.settings.TlsSettings;
import dev.gatehouse.tls.CertificateFile;
import dev.gatehouse.tls.Certificates;
import dev.gatehouse.tls.Identity;
import dev.gatehouse.tls.IdentityFiles;
import dev.gatehouse.tls.Tls;
import dev.gatehouse.tls.Trust;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files that the TLS settings name, read once at the start; what is wrong with one is said in the words of the settings. */
final class TlsFiles {
  private TlsFiles() {}

  /** Blocks. Throws {@link SettingsException} where a file is not what it should be. */
  static Tls load(Settings settings, Clock clock) {
    Trust trust = trusted(settings.server().tls());
    @Nullable Identity identity = identity(settings, clock);
    return identity == null ? new Tls(null, trust) : Tls.of(identity, trust);
  }

  /** What a client of these servers believes, where it runs with the same settings. Blocks, and throws as {@link #load}. */
  static Trust trust(Settings settings) {
    TlsSettings tls = settings.server().tls();
    Trust trust = trusted(tls);
    if (tls.certificate() == null) {
      return trust;
    }
    Trust own = read("tls-certificate", tls.certificate(), "certificates", Trust::inFile);
    return own.additional().stream().reduce(trust, Trust::and, (one, other) -> other);
  }

  private static Trust trusted(TlsSettings tls) {
    return tls.trusted() == null
        ? Trust.OF_JDK
        : read("trusted-certificates", tls.trusted(), "certificates", Trust::inFile);
  }

  private static @Nullable Identity identity(Settings settings, Clock clock) {
    TlsSettings tls = settings.server().tls();
    if (tls.selfSigned()) {
      Identity made = Certificates.selfSignedForLoopback(clock, names(settings));
      if (tls.saved() != null) {
        save(made, tls.saved());
      }
      return made;
    }
    if (tls.certificate() == null || tls.key() == null) {
      return null;
    }
    var files = new IdentityFiles(tls.certificate(), tls.key(), clock);
    List<X509Certificate> chain =
        read("tls-certificate", tls.certificate(), "certificates", any -> files.chain());
    return read("tls-key", tls.key(), "one private key, unencrypted", any -> files.identity(chain));
  }

  private static void save(Identity made, Path file) {
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
