package dev.gatehouse.authserver;

import dev.gatehouse.authserver.admin.KeyRotationEndpoint;
import dev.gatehouse.authserver.allowed.AuthorizedClients;
import dev.gatehouse.authserver.allowed.AuthorizedClientsEndpoint;
import dev.gatehouse.authserver.allowed.AuthorizedClientsPage;
import dev.gatehouse.authserver.approval.Approval;
import dev.gatehouse.authserver.approval.CodeIssuer;
import dev.gatehouse.authserver.approval.ConsentMemory;
import dev.gatehouse.authserver.approval.EarlierConsents;
import dev.gatehouse.authserver.authorize.AuthorizationAnswer;
import dev.gatehouse.authserver.authorize.AuthorizationChecks;
import dev.gatehouse.authserver.authorize.AuthorizeEndpoint;
import dev.gatehouse.authserver.authorize.Interaction;
import dev.gatehouse.authserver.authorize.PushedRequestEndpoint;
import dev.gatehouse.authserver.client.AssertionCheck;
import dev.gatehouse.authserver.client.ClientAuthentication;
import dev.gatehouse.authserver.client.KeyProof;
import dev.gatehouse.authserver.consent.ConsentEndpoint;
import dev.gatehouse.authserver.consent.ConsentPage;
import dev.gatehouse.authserver.document.ClientSources;
import dev.gatehouse.authserver.grant.AuthorizationCodeGrant;
import dev.gatehouse.authserver.grant.ClientCredentialsGrant;
import dev.gatehouse.authserver.grant.Issuance;
import dev.gatehouse.authserver.grant.RefreshTokenGrant;
import dev.gatehouse.authserver.grant.TokenEndpoint;
import dev.gatehouse.authserver.grant.TokenGrant;
import dev.gatehouse.authserver.identity.RingPolicy;
import dev.gatehouse.authserver.introspection.Introspection;
import dev.gatehouse.authserver.introspection.IntrospectionEndpoint;
import dev.gatehouse.authserver.jwks.JwksEndpoint;
import dev.gatehouse.authserver.login.KnownDevices;
import dev.gatehouse.authserver.login.LoginEndpoint;
import dev.gatehouse.authserver.login.LoginGuard;
import dev.gatehouse.authserver.login.RecentLogin;
import dev.gatehouse.authserver.logout.LogoutEndpoint;
import dev.gatehouse.authserver.metadata.ServerMetadataEndpoint;
import dev.gatehouse.authserver.page.FallbackEndpoint;
import dev.gatehouse.authserver.page.PageFailures;
import dev.gatehouse.authserver.page.StartPage;
import dev.gatehouse.authserver.registration.ManagementEndpoint;
import dev.gatehouse.authserver.registration.MetadataRules;
import dev.gatehouse.authserver.registration.RegistrationEndpoint;
import dev.gatehouse.authserver.revocation.RevocationEndpoint;
import dev.gatehouse.authserver.revocation.RevocationListEndpoint;
import dev.gatehouse.authserver.session.AuthorizationTransactions;
import dev.gatehouse.authserver.session.BrowserFlow;
import dev.gatehouse.authserver.session.Browsers;
import dev.gatehouse.authserver.session.FormTokens;
import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.page.Assets;
import dev.gatehouse.http.page.BrowserCookie;
import dev.gatehouse.http.page.Pages;
import dev.gatehouse.http.server.HealthEndpoint;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.crypto.Secrets;
import dev.gatehouse.settings.model.AuthServerSettings;
import dev.gatehouse.settings.model.DpopSettings;
import dev.gatehouse.settings.model.Settings;
import dev.gatehouse.settings.model.UserSettings;
import dev.gatehouse.store.Stores;
import dev.gatehouse.token.dpop.DpopNonces;
import dev.gatehouse.token.dpop.DpopProofCheck;
import dev.gatehouse.token.signing.AccessTokenMinter;
import dev.gatehouse.token.signing.OwnTokens;
import dev.gatehouse.token.signing.TokenSigning;
import java.time.Clock;
import java.util.List;

/**
 * What the instances of the authorization server share, and the list of its endpoints.
 *
 * @param settings everything that can be set
 * @param stores what it remembers
 * @param clients where clients and their keys are found
 * @param signing with what access tokens are signed
 * @param logins checks who logs in
 * @param site the HTML pages(), and what they refer to
 * @param secrets randomness
 * @param clock time
 */
public record AuthorizationServer(
    Settings settings,
    Stores stores,
    ClientSources clients,
    TokenSigning signing,
    LoginGuard logins,
    Site site,
    Secrets secrets,
    Clock clock) {

  /**
   * The HTML pages(), and what they refer to.
   *
   * @param pages compiled
   * @param assets style sheets and scripts
   */
  public record Site(Pages pages, Assets assets) {}

  Pages pages() {
    return site.pages();
  }

  /** In the order in which a client meets them. */
  List<Endpoint> endpoints(Decisions decisions) {
    AuthServerSettings own = settings.authServer();
    Scopes scopes = Scopes.of(own.access().scopes().keySet());
    var authentication = new ClientAuthentication(
        clients.directory(),
        new AssertionCheck(own.issuer(), clients.keys(), stores.assertionIds(), clock));
    var rules = new MetadataRules(scopes, own.cimd().allowLoopback());
    var checks = new AuthorizationChecks(own.knownResources(), scopes);
    var keyProof = new KeyProof(own.issuer(), proofs());
    var answer = new AuthorizationAnswer(own.issuer(), pages());
    var browsers = new Browsers(
        new BrowserCookie(own.issuer(), own.port(), "sid", secrets),
        stores.sessions(),
        own.session(),
        clock);
    var forms = new FormTokens(own.session().secret());
    var rings = new RingPolicy(own.access().rings());
    var memory = new ConsentMemory(stores.consents(), own.session().consentLifetime(), clock);
    var recentLogin = new RecentLogin(rings, own.session().reauthentication(), clock);
    CodeIssuer codes = codeIssuer();
    var transactions = new AuthorizationTransactions(stores.pendingRequests(), secrets, clock);
    var flow = new BrowserFlow(browsers, transactions, forms, pages());
    return List.of(
        new ServerMetadataEndpoint(
            own.issuer(), own.access().scopes().keySet(), own.cimd().on(), decisions),
        new JwksEndpoint(signing.keys(), decisions),
        new RegistrationEndpoint(own.issuer(), stores.clients(), rules, secrets, clock, decisions),
        new ManagementEndpoint(own.issuer(), stores.clients(), rules, secrets, decisions),
        new PushedRequestEndpoint(
            authentication, keyProof, checks, stores.pushedRequests(), secrets, clock, decisions),
        new AuthorizeEndpoint(
            clients.directory(),
            stores.pushedRequests(),
            checks,
            answer,
            flow,
            new Interaction(rings, memory, recentLogin, clock),
            codes,
            secrets,
            decisions,
            failures(decisions, Step.AUTHORIZATION_REQUEST)),
        new LoginEndpoint(
            flow,
            logins,
            new KnownDevices(own.issuer(), own.port(), own.session().secret(), secrets, clock),
            recentLogin,
            shownUsers(),
            decisions,
            failures(decisions, Step.LOGIN)),
        new ConsentEndpoint(
            flow,
            rings,
            new Approval(codes, memory, new EarlierConsents(memory, stores.grants())),
            recentLogin,
            answer,
            new ConsentPage(rings, own.access().scopes(), memory, clock),
            decisions,
            failures(decisions, Step.CONSENT)),
        new AuthorizedClientsEndpoint(
            browsers,
            forms,
            new AuthorizedClients(stores.consents(), stores.grants(), stores.clients()),
            new AuthorizedClientsPage(
                own.access().scopes(), own.tokens().accessTokenLifetime(), clock),
            pages(),
            decisions,
            failures(decisions, Step.REVOCATION)),
        new LogoutEndpoint(browsers, forms, pages(), decisions, failures(decisions, Step.LOGOUT)),
        new TokenEndpoint(authentication, keyProof, grants(), decisions, secrets),
        new RevocationEndpoint(
            authentication,
            stores.grants(),
            stores.revocations(),
            new OwnTokens(signing.keys()),
            decisions,
            secrets),
        new IntrospectionEndpoint(
            authentication,
            new Introspection(
                own.issuer(),
                stores.grants(),
                stores.revocations(),
                new OwnTokens(signing.keys()),
                clock),
            decisions,
            secrets),
        new RevocationListEndpoint(stores.revocations()),
        new KeyRotationEndpoint(
            own.access().adminToken(), signing.keys(), signing.rotation(), decisions, secrets),
        new HealthEndpoint(),
        new StartPage(pages(), settings),
        site.assets(),
        new FallbackEndpoint(own.issuer(), own.knownResources(), pages(), secrets));
  }

  // Of the secret that all processes of one issuer share, so that each takes the nonces of the
  // others.
  private DpopProofCheck proofs() {
    DpopSettings dpop = settings.server().dpop();
    DpopNonces nonces = dpop.nonce()
        ? DpopNonces.required(settings.authServer().session().secret(), clock)
        : DpopNonces.off(clock);
    return new DpopProofCheck(dpop.window(), nonces, stores.proofIds(), signing.workers(), clock);
  }

  private List<TokenGrant> grants() {
    var issuance = new Issuance(
        settings.authServer().issuer(),
        settings.authServer().tokens().accessTokenLifetime(),
        settings.authServer().tokens().refresh().policy(),
        new AccessTokenMinter(signing.keys(), signing.workers()),
        secrets,
        clock);
    return List.of(
        new AuthorizationCodeGrant(stores.codes(), stores.grants(), issuance, clock),
        new RefreshTokenGrant(
            stores.grants(), issuance, settings.authServer().tokens().refresh().rotation(), clock),
        new ClientCredentialsGrant(
            settings.authServer().knownResources(), issuance, secrets, clock));
  }

  private CodeIssuer codeIssuer() {
    return new CodeIssuer(
        stores.codes(),
        stores.clients(),
        stores.grants(),
        settings.authServer().tokens().codeLifetime(),
        settings.authServer().tokens().refresh().lifetime(),
        secrets,
        clock);
  }

  private PageFailures failures(Decisions decisions, Step step) {
    return new PageFailures(pages(), decisions, step, secrets);
  }

  // Their passwords stand on the login page only where nobody but this computer sees it.
  private List<UserSettings> shownUsers() {
    return settings.isPrivate()
        ? settings.authServer().access().users().stream()
            .filter(UserSettings::demo)
            .toList()
        : List.of();
  }
}
