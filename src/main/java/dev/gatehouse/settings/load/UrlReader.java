package dev.gatehouse.settings.load;

import dev.gatehouse.handshake.ServerEndpoint;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The URLs among the settings: taken as they were surely meant, with a note to the user where that is not what was written. */
final class UrlReader {
  private static final String ENDPOINT = ServerEndpoint.MCP.path();
  private static final String PLAIN = "http://";

  private final SettingsLayer layer;
  private final SettingsLayer builtIn;
  private final List<String> notes;

  UrlReader(SettingsLayer layer, SettingsLayer builtIn, List<String> notes) {
    this.layer = layer;
    this.builtIn = builtIn;
    this.notes = notes;
  }

  /** The issuer identifier, RFC 8414 §2: https, or http on loopback; no query, no fragment. */
  ServerUrl issuer() {
    Setting setting = layer.get("auth-server.issuer");
    ServerUrl issuer = ours(setting);
    if (!issuer.path().isEmpty()) {
      throw setting.refused("must have no path, its endpoints are at " + issuer.origin() + "/…");
    }
    return issuer;
  }

  /** The origin of the resource server; the URL of its MCP endpoint is understood as well. */
  ServerUrl origin() {
    Setting setting = layer.get("resource-server.url");
    ServerUrl url = ours(setting);
    if (url.path().equals(ENDPOINT)) {
      notes.add("%s (%s) is the origin alone: %s is taken without %s"
          .formatted(
              setting.option().key(),
              setting.source(),
              QuotedValue.value(setting.value()),
              ENDPOINT));
    } else if (!url.path().isEmpty()) {
      throw setting.refused(
          "must be an origin without a path; the MCP endpoint is " + url.origin() + ENDPOINT);
    }
    return url;
  }

  /** The issuer that the resource server trusts, if another than ours. */
  Optional<String> authorizationServer() {
    return layer.find("resource-server.authorization-server").map(this::read).map(ServerUrl::text);
  }

  /** Where the keys of the trusted issuer are, if it is said: a URL, or a path on the issuer. */
  Optional<String> jwksEndpoint() {
    return layer.find("resource-server.jwks-endpoint").map(this::urlOrPath);
  }

  /** What tokens may be minted for, the default first (RFC 8707 §2). */
  List<String> knownResources(String ours) {
    Optional<String> preferred = layer
        .find("auth-server.resource")
        .map(setting -> resource(setting, setting.value().toString()));
    List<String> known = layer.find("auth-server.known-resources").stream()
        .flatMap(setting ->
            ((List<?>) setting.value()).stream().map(one -> resource(setting, one.toString())))
        .distinct()
        .toList();
    if (known.isEmpty()) {
      return List.of(preferred.orElse(ours));
    }
    Stream<String> first = Stream.of(preferred.orElse(ours))
        .filter(one -> preferred.isPresent() || known.contains(one));
    return Stream.concat(first, known.stream()).distinct().toList();
  }

  private String urlOrPath(Setting setting) {
    String given = setting.value().toString();
    if (!given.startsWith("/")) {
      requireSafe(setting, ServerUrl.of(setting, given));
    }
    return given;
  }

  private String resource(Setting setting, String given) {
    ServerUrl url = ServerUrl.of(setting, given);
    requireSafe(setting, url);
    noteSlash(setting, given);
    return url.path().isEmpty() ? url.origin() + ENDPOINT : url.text();
  }

  private ServerUrl ours(Setting setting) {
    String given = setting.value().toString();
    boolean plain = given.regionMatches(true, 0, PLAIN, 0, PLAIN.length());
    if (!plain || !layer.hasTls()) {
      return read(setting, given);
    }
    String https = "https://" + given.substring(PLAIN.length());
    if (!given.equals(builtIn.text(setting.option().key()))) {
      notes.add("%s (%s) is taken as %s, since TLS is on"
          .formatted(setting.option().key(), setting.source(), https));
    }
    return read(setting, https);
  }

  private ServerUrl read(Setting setting) {
    return read(setting, setting.value().toString());
  }

  private ServerUrl read(Setting setting, String given) {
    ServerUrl url = ServerUrl.of(setting, given);
    requireSafe(setting, url);
    noteSlash(setting, given);
    return url;
  }

  private void noteSlash(Setting setting, String given) {
    if (given.endsWith("/")) {
      notes.add("%s (%s) is used without the slash at its end: %s"
          .formatted(setting.option().key(), setting.source(), ServerUrl.withoutSlash(given)));
    }
  }

  private void requireSafe(Setting setting, ServerUrl url) {
    if (!url.isSafe() && !layer.isOn("server.insecure-http")) {
      throw setting.refused(
          "must be https beyond loopback (RFC 8414 section 2), or say --insecure-http");
    }
  }
}
