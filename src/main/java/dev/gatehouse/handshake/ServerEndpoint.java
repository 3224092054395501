package dev.gatehouse.handshake;

import static dev.gatehouse.handshake.Party.AUTHORIZATION_SERVER;
import static dev.gatehouse.handshake.Party.RESOURCE_SERVER;

import dev.gatehouse.oauth.uri.WellKnown;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of our two servers, each with its path, the step of the handshake that it serves,
 * and the metadata member that names it. The only place where a path is written: it is mounted,
 * advertised, linked, redacted and recognized by its constant.
 *
 * <p>For our own servers alone: what talks to other servers reads their metadata and assumes none
 * of these paths.
 */
public enum ServerEndpoint {
  /** RFC 8414. */
  SERVER_METADATA(AUTHORIZATION_SERVER, WellKnown.AUTHORIZATION_SERVER, Step.SERVER_METADATA),
  /** RFC 6749 §3.1. */
  AUTHORIZATION(
      AUTHORIZATION_SERVER, "/authorize", Step.AUTHORIZATION_REQUEST, "authorization_endpoint"),
  /** RFC 9126. */
  PUSHED_REQUEST(
      AUTHORIZATION_SERVER, "/par", Step.PUSHED_REQUEST, "pushed_authorization_request_endpoint"),
  /** RFC 6749 §3.2. */
  TOKEN(AUTHORIZATION_SERVER, "/token", Step.TOKEN, "token_endpoint"),
  /** RFC 7591. */
  REGISTRATION(AUTHORIZATION_SERVER, "/register", Step.REGISTRATION, "registration_endpoint"),
  /** RFC 7592; the client_id follows. */
  REGISTRATION_MANAGEMENT(AUTHORIZATION_SERVER, "/register/", Step.REGISTRATION_MANAGEMENT),
  /** RFC 7009. */
  REVOCATION(AUTHORIZATION_SERVER, "/revoke", Step.REVOCATION, "revocation_endpoint"),
  /** RFC 7662. */
  INTROSPECTION(AUTHORIZATION_SERVER, "/introspect", Step.INTROSPECTION, "introspection_endpoint"),
  /** RFC 7517 §5. */
  JWKS(AUTHORIZATION_SERVER, "/oauth/jwks", Step.JWKS, "jwks_uri"),
  /** The access tokens that were revoked before they expired, for our resource servers. */
  REVOCATION_LIST(AUTHORIZATION_SERVER, "/oauth/revoked", "gatehouse_revocation_list_endpoint"),
  LOGIN(AUTHORIZATION_SERVER, "/login", Step.LOGIN),
  CONSENT(AUTHORIZATION_SERVER, "/consent", Step.CONSENT),
  /** Where a user sees, and ends, what clients were allowed. */
  AUTHORIZED_CLIENTS(AUTHORIZATION_SERVER, "/allowed", Step.ALLOWED),
  LOGOUT(AUTHORIZATION_SERVER, "/logout", Step.LOGOUT),
  /** For the operator. */
  KEY_ROTATION(AUTHORIZATION_SERVER, "/admin/keys/rotate", Step.OTHER),
  /** What a person sees who opens the issuer. */
  START_PAGE(AUTHORIZATION_SERVER, "/", Step.OTHER),

  /** RFC 9728; of the origin, and with the path of {@link #MCP} behind it of that resource. */
  RESOURCE_METADATA(RESOURCE_SERVER, WellKnown.PROTECTED_RESOURCE, Step.RESOURCE_METADATA),
  /** Streamable HTTP. */
  MCP(RESOURCE_SERVER, "/mcp", Step.MCP_REQUEST),
  /** The claims of the token. */
  WHOAMI(RESOURCE_SERVER, "/whoami", Step.WHOAMI),
  /** For browsers; an MCP client that was given the bare origin finds {@link #MCP} there. */
  LANDING_PAGE(RESOURCE_SERVER, "/", Step.PAGE_LOGIN),
  /** Sends the browser of the landing page to the authorization server. */
  LANDING_LOGIN(RESOURCE_SERVER, "/login", Step.PAGE_LOGIN),
  /** Where it comes back to: the redirect URI of the landing page. */
  LANDING_CALLBACK(RESOURCE_SERVER, "/login/callback", Step.PAGE_LOGIN),
  LANDING_LOGOUT(RESOURCE_SERVER, "/login/end", Step.PAGE_LOGIN),
  /** Calls a tool for the landing page. */
  LANDING_CALL(RESOURCE_SERVER, "/login/call", Step.PAGE_LOGIN),
  /** Hands the landing page its token. */
  LANDING_TOKEN(RESOURCE_SERVER, "/login/token", Step.PAGE_LOGIN),
  /** The live view; its own endpoints are below it. */
  CONSOLE(RESOURCE_SERVER, "/console/"),

  HEALTH("/health"),
  /** Style sheets and scripts of the pages. */
  ASSETS("/assets/");

  @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
  private final Set<Party> parties;

  private final String path;
  private final @Nullable Step step; // null where it is no part of the handshake
  private final String member;

  /** On both servers. */
  ServerEndpoint(String path) {
    this(Set.of(Party.values()), path, null, "");
  }

  ServerEndpoint(Party party, String path) {
    this(Set.of(party), path, null, "");
  }

  ServerEndpoint(Party party, String path, Step step) {
    this(Set.of(party), path, step, "");
  }

  ServerEndpoint(Party party, String path, Step step, String member) {
    this(Set.of(party), path, step, member);
  }

  ServerEndpoint(Party party, String path, String member) {
    this(Set.of(party), path, null, member);
  }

  ServerEndpoint(Set<Party> parties, String path, @Nullable Step step, String member) {
    this.parties = parties;
    this.path = path;
    this.step = step;
    this.member = member;
  }

  /** Without query; one that ends with a slash stands for all that is below it. */
  public String path() {
    return path;
  }

  /** The path without a slash at its end. */
  public String root() {
    return withoutSlash(path);
  }

  /** The URL on the server with that origin. */
  public String at(String origin) {
    return origin + path;
  }

  /** The path of what is below this one, such as a part of the {@link #CONSOLE}. */
  public String below(String rest) {
    return path.endsWith("/") ? path + rest : path + '/' + rest;
  }

  /** The member of the authorization server's metadata that names it, RFC 8414 §2. */
  public Optional<String> member() {
    return Optional.of(member).filter(name -> !name.isEmpty());
  }

  /**
   * What a request to it is, unless method, body or answer say it closer; one without a step is not
   * shown to those who watch.
   */
  public Optional<Step> step() {
    return Optional.ofNullable(step);
  }

  /** Whether that server has it. */
  public boolean isOf(Party party) {
    return parties.contains(party);
  }

  /**
   * What that server has at the path of a request. A slash at its end makes no difference, as to
   * the router.
   */
  public static Optional<ServerEndpoint> find(Party party, String path) {
    return of(party, withoutSlash(path))
        .or(() -> Arrays.stream(values())
            .filter(endpoint -> endpoint.isOf(party) && endpoint.covers(path))
            .findFirst());
  }

  private static Optional<ServerEndpoint> of(Party party, String path) {
    return Arrays.stream(values())
        .filter(endpoint -> endpoint.isOf(party) && endpoint.path.equals(path))
        .findFirst();
  }

  private static String withoutSlash(String path) {
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private boolean covers(String asked) {
    return path.length() > 1 && path.endsWith("/") && asked.startsWith(path);
  }
}
