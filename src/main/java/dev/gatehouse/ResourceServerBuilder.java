package dev.gatehouse;

import dev.gatehouse.handshake.DecisionListener;
import dev.gatehouse.handshake.DecisionListeners;
import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.Party;
import dev.gatehouse.handshake.RedactionPolicy;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.oauth.uri.Loopback;
import dev.gatehouse.resourceserver.gate.GateConfiguration;
import dev.gatehouse.resourceserver.metadata.ResourceDescription;
import dev.gatehouse.resourceserver.metadata.ResourceMetadataEndpoint;
import dev.gatehouse.resourceserver.metadata.ResourceUrls;
import dev.gatehouse.token.verification.TokenProfile;
import dev.gatehouse.wiring.GateVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which resource to guard, and whose tokens to take. Made by {@link ResourceServer#builder}. */
public final class ResourceServerBuilder {
  private final Vertx vertx;
  private final DecisionListeners listeners = DecisionListeners.standard();
  private String issuer = "";
  private String resource = "";
  private String audience = "";
  private String jwksEndpoint = "";
  private String name = "";
  private Scopes scopes = Scopes.NONE;
  private TokenProfile profile = TokenProfile.RFC_9068;
  private boolean dpopRequired;
  private Duration leeway = Duration.ofSeconds(30);
  private @Nullable Path trustedCertificates;
  private Clock clock = Clock.systemUTC();

  ResourceServerBuilder(Vertx vertx) {
    this.vertx = vertx;
  }

  /** The issuer identifier of the authorization server whose tokens are accepted, byte for byte. */
  public ResourceServerBuilder issuer(String url) {
    this.issuer = safe("issuer", url);
    return this;
  }

  /** The resource identifier, RFC 8707 §2: the URL under which clients know the resource, and the {@code aud} of its tokens. */
  public ResourceServerBuilder resource(String url) {
    this.resource = safe("resource", url);
    return this;
  }

  /** What {@code aud} must be or hold, where an issuer puts something else there than the resource. */
  public ResourceServerBuilder audience(String expected) {
    this.audience = expected;
    return this;
  }

  /** The scopes that the metadata offers; guards name those that a route needs. */
  public ResourceServerBuilder scopes(String... offered) {
    this.scopes = Scopes.of(offered);
    return this;
  }

  /** The name of the resource, for people; its URL unless set. */
  public ResourceServerBuilder name(String shown) {
    this.name = shown;
    return this;
  }

  /** Where the keys of the issuer are: a URL, or a path on it; what its metadata says unless set. */
  public ResourceServerBuilder jwksEndpoint(String urlOrPath) {
    this.jwksEndpoint = urlOrPath.startsWith("/") ? urlOrPath : safe("jwksEndpoint", urlOrPath);
    return this;
  }

  /** Accepts plain JWTs of the issuer as well, which lack what RFC 9068 asks for; Keycloak's, for one. */
  public ResourceServerBuilder plainJwt() {
    this.profile = TokenProfile.PLAIN_JWT;
    return this;
  }

  /** Accepts only tokens that are bound to a key, RFC 9449. */
  public ResourceServerBuilder requireDpop() {
    this.dpopRequired = true;
    return this;
  }

  /** The allowed clock skew; 30 seconds unless set. */
  public ResourceServerBuilder leeway(Duration allowed) {
    this.leeway = allowed;
    return this;
  }

  /** Certificates in a PEM file, which are trusted besides those of the JDK. */
  public ResourceServerBuilder trustedCertificates(Path file) {
    this.trustedCertificates = file;
    return this;
  }

  /** Hears every decision. */
  public ResourceServerBuilder listener(DecisionListener listener) {
    listeners.add(listener);
    return this;
  }

  /** The time; that of the system unless set. */
  public ResourceServerBuilder clock(Clock theirs) {
    this.clock = theirs;
    return this;
  }

  /**
   * Asks the issuer for its metadata and keys. An issuer that does not answer yet fails nothing: it is asked again every second, and guards
   * answer 503 until then. Throws {@link IllegalStateException} where issuer or resource is missing.
   */
  public Future<ResourceServer> start() {
    require("issuer", issuer);
    require("resource", resource);
    var secrets = new Secrets(new SecureRandom());
    var decisions =
        new Decisions(Party.RESOURCE_SERVER, listeners, clock, RedactionPolicy.of(secrets));
    ResourceUrls urls = urls();
    var rules = new GateConfiguration(
        urls, issuer, audience.isEmpty() ? resource : audience, profile, dpopRequired, leeway);
    var gate =
        new GateVerticle(rules, jwksEndpoint, trustedCertificates, clock, secrets, decisions);
    var description = new ResourceDescription(
        issuer, scopes, name.isEmpty() ? resource : name, false, dpopRequired);
    var metadata = new ResourceMetadataEndpoint(urls, description, decisions);
    return vertx.deployVerticle(gate).map(id -> new ResourceServer(vertx, id, gate, metadata));
  }

  private ResourceUrls urls() {
    URI url = URI.create(resource);
    String path = url.getRawPath();
    return ResourceUrls.of(
        url.getScheme() + "://" + url.getRawAuthority(), path.equals("/") ? "" : path);
  }

  private static String safe(String option, String url) {
    URI uri = URI.create(url);
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    boolean complete = Set.of("http", "https").contains(scheme) && uri.getHost() != null;
    if (!complete || uri.getRawFragment() != null || uri.getRawQuery() != null) {
      throw new IllegalArgumentException(
          option + " is '" + url + "': must be a URL without query and fragment");
    }
    if (scheme.equals("http") && !Loopback.isHost(uri.getHost())) {
      throw new IllegalArgumentException(
          option + " is '" + url + "': must be https, unless it is on loopback");
    }
    return url;
  }

  private static void require(String option, String value) {
    if (value.isEmpty()) {
      throw new IllegalStateException(option + " is missing");
    }
  }
}
