package dev.gatehouse.cli;

import dev.gatehouse.handshake.ServerEndpoint;
import dev.gatehouse.settings.model.ResourceServerSettings;
import dev.gatehouse.settings.model.Settings;
import dev.gatehouse.settings.model.UserSettings;
import dev.gatehouse.tls.Tls;
import dev.gatehouse.tls.TlsIdentity;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** What is printed once both servers listen: where everything is, and what to do next. */
public final class Banner {
  private static final String TEXT = """

      Gatehouse %s is ready.

        Landing page   %s/
      %s  MCP URL        %s
        Issuer         %s
      %s%s%s
        Inspector 1 (guided flow)   npx @modelcontextprotocol/inspector@1.0.3 --transport http --server-url %4$s
        Inspector 2                 npx @modelcontextprotocol/inspector@2.12.0 %4$s

        Stop with Ctrl+C. Each decision is one line on standard error.
      """;

  private final Settings settings;
  private final Tls tls;

  public Banner(Settings settings, Tls tls) {
    this.settings = settings;
    this.tls = tls;
  }

  public String text() {
    ResourceServerSettings resourceServer = settings.resourceServer();
    return TEXT.formatted(
        Version.get(),
        resourceServer.origin(),
        live(),
        resourceServer.resource(),
        settings.authServer().issuer(),
        trusted(),
        certificate(),
        users());
  }

  private String live() {
    return settings.server().console().shown()
        ? "  Live view      %s\n"
            .formatted(ServerEndpoint.CONSOLE.at(settings.resourceServer().origin()))
        : "";
  }

  private String trusted() {
    String trusted = settings.resourceServer().accepted().authorizationServer();
    return trusted.equals(settings.authServer().issuer())
        ? ""
        : "  Tokens from    %s\n".formatted(trusted);
  }

  // For whoever compares it with what a browser or client shows.
  private String certificate() {
    TlsIdentity identity = tls.identity();
    return identity == null
        ? ""
        : "  Certificate    SHA-256 %s\n".formatted(identity.fingerprint()) + saved();
  }

  private String saved() {
    Path saved = settings.server().tls().saved();
    return saved == null ? "" : """
                         saved; clients believe it by
                           Node     NODE_EXTRA_CA_CERTS=%1$s
                           Python   SSL_CERT_FILE=%1$s
                           curl     --cacert %1$s
        """.formatted(saved.toAbsolutePath());
  }

  // Passwords that are published may be printed; others never are. Beyond loopback neither.
  private String users() {
    String published = settings.isPrivate()
        ? settings.authServer().access().users().stream()
            .filter(UserSettings::demo)
            .map(user -> "%s / %s (%s)".formatted(user.name(), user.password(), user.ring()))
            .collect(Collectors.joining(", "))
        : "";
    return published.isEmpty() ? "" : "  Log in as      " + published + "\n";
  }
}
