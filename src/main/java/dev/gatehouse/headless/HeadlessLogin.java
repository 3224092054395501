package dev.gatehouse.headless;

import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.oauth.uri.WellKnown;
import dev.gatehouse.tls.TlsTrust;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The authorization code flow with PKCE (RFC 6749 §4.1, RFC 7636) by a user whose password is known, and who allows what was asked for: the
 * same requests that a browser and a client send, to the same endpoints.
 */
public final class HeadlessLogin {
  /** What it is called at the authorization server, which must know it as a public client. */
  public static final String CLIENT_ID = "gatehouse-token";

  /** Where its answers go; nobody listens there, since the redirect is not followed. */
  public static final String REDIRECT_URI = "http://127.0.0.1/callback";

  private final Vertx vertx;
  private final TlsTrust trust;
  private final Secrets secrets;

  public HeadlessLogin(Vertx vertx, TlsTrust trust, Secrets secrets) {
    this.vertx = vertx;
    this.trust = trust;
    this.secrets = secrets;
  }

  /** Fails with a {@link TokenUnavailableException} where there is no token. */
  public Future<IssuedToken> token(TokenRequest request) {
    var issuer = URI.create(request.issuer());
    var visitor =
        new PageVisitor(vertx, trust, issuer.getScheme() + "://" + issuer.getRawAuthority());
    var flow = new Flow(request, visitor, secrets.next(), secrets.next());
    return visitor
        .open(WellKnown.ofIssuer(request.issuer()).get(0))
        .map(page -> flow.metadata(page))
        .compose(flow::walk)
        .onComplete(done -> visitor.close());
  }

  /** One login. */
  private record Flow(TokenRequest request, PageVisitor visitor, String state, String verifier) {

    JsonObject metadata(PageVisitor.Page page) {
      JsonObject metadata = json(page);
      if (page.status() != 200 || !request.issuer().equals(metadata.getString("issuer"))) {
        throw new TokenUnavailableException(request.issuer()
            + " is not an authorization server: say where it is with --issuer URL");
      }
      List<String> known = metadata.getJsonArray("scopes_supported", new JsonArray()).stream()
          .map(String::valueOf)
          .toList();
      for (String scope : request.scopes().tokens()) {
        if (!known.isEmpty() && !known.contains(scope)) {
          throw new TokenUnavailableException(
              "there is no scope '%s' here, but %s".formatted(scope, String.join(", ", known)));
        }
      }
      return metadata;
    }

    Future<IssuedToken> walk(JsonObject metadata) {
      return visitor
          .open(metadata.getString("authorization_endpoint") + "?" + query(authorization()))
          .compose(this::logIn)
          .compose(this::allow)
          .map(page -> code(page, metadata))
          .compose(code ->
              visitor.submit(URI.create(metadata.getString("token_endpoint")), exchange(code)))
          .map(this::issued);
    }

    private Map<String, String> authorization() {
      var parameters = new LinkedHashMap<String, String>();
      parameters.put("response_type", "code");
      parameters.put("client_id", CLIENT_ID);
      parameters.put("redirect_uri", REDIRECT_URI);
      parameters.put("state", state);
      parameters.put("code_challenge", Secrets.sha256(verifier));
      parameters.put("code_challenge_method", "S256");
      if (!request.scopes().isEmpty()) {
        parameters.put("scope", request.scopes().toString());
      }
      if (!request.resource().isEmpty()) {
        parameters.put("resource", request.resource());
      }
      return parameters;
    }

    private Future<PageVisitor.Page> logIn(PageVisitor.Page page) {
      Optional<HtmlForm> form = HtmlForm.having("password", page.body());
      if (form.isEmpty()) {
        return Future.succeededFuture(page); // an error, which is read at the end
      }
      List<String> filled = form.get().hidden();
      filled.addAll(List.of("username", request.user(), "password", request.password()));
      return visitor.submit(page.url().resolve(form.get().action()), filled).map(this::loggedIn);
    }

    private PageVisitor.Page loggedIn(PageVisitor.Page page) {
      if (page.status() == 429) {
        throw new TokenUnavailableException("too many wrong passwords for '%s'%s"
            .formatted(
                request.user(),
                page.retryAfter().isEmpty() ? "" : ": wait " + page.retryAfter() + " s"));
      }
      if (HtmlForm.having("password", page.body()).isPresent()) {
        throw new TokenUnavailableException("the user name '%s' or the password is wrong at %s"
            .formatted(request.user(), request.issuer()));
      }
      return page;
    }

    private Future<PageVisitor.Page> allow(PageVisitor.Page page) {
      Optional<HtmlForm> form = HtmlForm.having("transaction", page.body());
      if (form.isEmpty()) {
        return Future.succeededFuture(page);
      }
      List<String> unavailable = form.get().boxes("scope", false);
      if (request.scopes().tokens().stream().anyMatch(unavailable::contains)) {
        throw new TokenUnavailableException(
            "%s may not have the scope %s: the ring of that user does not allow it"
                .formatted(request.user(), String.join(" ", unavailable)));
      }
      List<String> filled = form.get().hidden();
      form.get().boxes("scope", true).forEach(scope -> filled.addAll(List.of("scope", scope)));
      filled.addAll(List.of("decision", "approve"));
      return visitor.submit(page.url().resolve(form.get().action()), filled);
    }

    // RFC 6749 §4.1.2; RFC 9207 §2.4
    private String code(PageVisitor.Page page, JsonObject metadata) {
      Map<String, String> answer = answer(page.url());
      boolean ours = page.url().toString().startsWith(REDIRECT_URI + "?")
          && state.equals(answer.get("state"))
          && metadata.getString("issuer").equals(answer.get("iss"));
      if (!ours) {
        throw new TokenUnavailableException("%s refuses %s (%d): its console and its log say why"
            .formatted(request.issuer(), CLIENT_ID, page.status()));
      }
      if (!answer.containsKey("code")) {
        throw new TokenUnavailableException("%s: %s"
            .formatted(
                answer.getOrDefault("error", "no code"),
                answer.getOrDefault("error_description", "the server does not say why")));
      }
      return answer.get("code");
    }

    private List<String> exchange(String code) {
      var pairs = new ArrayList<>(List.of(
          "grant_type", "authorization_code",
          "client_id", CLIENT_ID,
          "redirect_uri", REDIRECT_URI,
          "code", code,
          "code_verifier", verifier));
      if (!request.resource().isEmpty()) {
        pairs.addAll(List.of("resource", request.resource()));
      }
      return pairs;
    }

    private IssuedToken issued(PageVisitor.Page page) {
      JsonObject answer = json(page);
      if (!(answer.getValue("access_token") instanceof String token)) {
        throw new TokenUnavailableException("%s: %s"
            .formatted(
                answer.getString("error", "no token"),
                answer.getString("error_description", "the server does not say why")));
      }
      return new IssuedToken(
          token,
          Scopes.parse(answer.getString("scope", request.scopes().toString())),
          Duration.ofSeconds(answer.getLong("expires_in", 0L)));
    }

    private static Map<String, String> answer(URI url) {
      return url.getRawQuery() == null
          ? Map.of()
          : Arrays.stream(url.getRawQuery().split("&", -1))
              .map(pair -> pair.split("=", 2))
              .filter(pair -> pair.length == 2)
              .collect(Collectors.toMap(
                  pair -> pair[0],
                  pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                  (first, second) -> first));
    }

    private static String query(Map<String, String> parameters) {
      return parameters.entrySet().stream()
          .map(one -> one.getKey() + '=' + PageVisitor.encoded(one.getValue()))
          .collect(Collectors.joining("&"));
    }

    private static JsonObject json(PageVisitor.Page page) {
      try {
        return new JsonObject(page.body());
      } catch (DecodeException e) {
        return new JsonObject();
      }
    }
  }
}
