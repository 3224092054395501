package dev.gatehouse.authserver;

import dev.gatehouse.authserver.admin.KeyRotationEndpoint;
import dev.gatehouse.authserver.allowed.AuthorizedClients;
import dev.gatehouse.authserver.allowed.AuthorizedClientsEndpoint;
import dev.gatehouse.authserver.allowed.AuthorizedClientsPage;
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
import dev.gatehouse.authserver.session.Browsers;
import dev.gatehouse.authserver.session.FormTokens;
import dev.gatehouse.handshake.Decisions;
import dev.gatehouse.handshake.Step;
import dev.gatehouse.http.Assets;
import dev.gatehouse.http.BrowserCookie;
import dev.gatehouse.http.Endpoint;
import dev.gatehouse.http.HealthEndpoint;
import dev.gatehouse.http.Pages;
import dev.gatehouse.oauth.Scopes;
import dev.gatehouse.oauth.Secrets;
import dev.gatehouse.settings.AuthServerSettings;
import dev.gatehouse.settings.DpopSettings;
import dev.gatehouse.settings.Settings;
import dev.gatehouse.settings.UserSettings;
import dev.gatehouse.store.Stores;
import dev.gatehouse.token.dpop.DpopNonces;
import dev.gatehouse.token.dpop.DpopProofCheck;
import dev.gatehouse.token.signing.AccessTokenMinter;
import dev.gatehouse.token.signing.KeyRotation;
import dev.gatehouse.token.signing.OwnTokens;
import dev.gatehouse.token.signing.SigningKeys;
import io.vertx.core.WorkerExecutor;
import java.time.Clock;
import java.util.List;

/**
 * What the instances of the authorization server share, and the list of its endpoints.
 *
 * @param settings everything that can be set
 * @param stores what it remembers
 * @param clients where clients and their keys are found
 * @param keys sign access tokens
 * @param rotation brings in another key
 * @param logins checks who logs in
 * @param assets style sheets and scripts of the pages
 * @param pages the HTML pages
 * @param workers for signatures
 * @param secrets randomness
 * @param clock time
 */
public record AuthorizationServer(
    Settings settings,
    Stores stores,
    ClientSources clients,
    SigningKeys keys,
    KeyRotation rotation,
    LoginGuard logins,
    Assets assets,
    Pages pages,
    WorkerExecutor workers,
    Secrets secrets,
    Clock clock) {

  /** In the order in which a client meets them. */
  List<Endpoint> endpoints(Decisions decisions) {
    AuthServerSettings own = settings.authServer();
    Scopes scopes = Scopes.of(own.scopes().keySet());
    var authentication = new ClientAuthentication(
        clients.directory(),
        new AssertionCheck(own.issuer(), clients.keys(), stores.assertionIds(), clock));
    var rules = new MetadataRules(scopes, own.cimd().allowLoopback());
    var checks = new AuthorizationChecks(own.knownResources(), scopes);
    var keyProof = new KeyProof(own.issuer(), proofs());
    var answer = new AuthorizationAnswer(own.issuer(), pages);
    var browsers = new Browsers(
        new BrowserCookie(own.issuer(), own.port(), "sid", secrets),
        stores.sessions(),
        own.session(),
        clock);
    var forms = new FormTokens(own.sessionSecret());
    var rings = new RingPolicy(own.rings());
    var memory = new ConsentMemory(stores.consents(), own.consentLifetime(), clock);
    var recentLogin = new RecentLogin(rings, own.session().reauthentication(), clock);
    CodeIssuer codes = codeIssuer();
    var transactions = new AuthorizationTransactions(stores.pendingRequests(), secrets, clock);
    return List.of(
        new ServerMetadataEndpoint(
            own.issuer(), own.scopes().keySet(), own.cimd().on(), decisions),
        new JwksEndpoint(keys, decisions),
        new RegistrationEndpoint(own.issuer(), stores.clients(), rules, secrets, clock, decisions),
        new ManagementEndpoint(own.issuer(), stores.clients(), rules, secrets, decisions),
        new PushedRequestEndpoint(
            authentication, keyProof, checks, stores.pushedRequests(), secrets, clock, decisions),
        new AuthorizeEndpoint(
            clients.directory(),
            stores.pushedRequests(),
            checks,
            answer,
            browsers,
            transactions,
            new Interaction(rings, memory, recentLogin, clock),
            codes,
            secrets,
            decisions,
            failures(decisions, Step.AUTHORIZATION_REQUEST)),
        new LoginEndpoint(
            browsers,
            transactions,
            forms,
            logins,
            new KnownDevices(own.issuer(), own.port(), own.sessionSecret(), secrets, clock),
            recentLogin,
            shownUsers(),
            pages,
            decisions,
            failures(decisions, Step.LOGIN)),
        new ConsentEndpoint(
            browsers,
            transactions,
            forms,
            rings,
            codes,
            memory,
            new EarlierConsents(memory, stores.grants()),
            recentLogin,
            answer,
            new ConsentPage(rings, own.scopes(), memory, clock),
            pages,
            decisions,
            failures(decisions, Step.CONSENT)),
        new AuthorizedClientsEndpoint(
            browsers,
            forms,
            new AuthorizedClients(stores.consents(), stores.grants(), stores.clients()),
            new AuthorizedClientsPage(own.scopes(), own.accessTokenLifetime(), clock),
            pages,
            decisions,
            failures(decisions, Step.REVOCATION)),
        new LogoutEndpoint(browsers, forms, pages, decisions, failures(decisions, Step.LOGOUT)),
        new TokenEndpoint(authentication, keyProof, grants(), decisions, secrets),
        new RevocationEndpoint(
            authentication,
            stores.grants(),
            stores.revocations(),
            new OwnTokens(keys),
            decisions,
            secrets),
        new IntrospectionEndpoint(
            authentication,
            new Introspection(
                own.issuer(), stores.grants(), stores.revocations(), new OwnTokens(keys), clock),
            decisions,
            secrets),
        new RevocationListEndpoint(stores.revocations()),
        new KeyRotationEndpoint(own.adminToken(), keys, rotation, decisions, secrets),
        new HealthEndpoint(),
        new StartPage(pages, settings),
        assets,
        new FallbackEndpoint(own.issuer(), own.knownResources(), pages, secrets));
  }

  // Of the secret that all processes of one issuer share, so that each takes the nonces of the
  // others.
  private DpopProofCheck proofs() {
    DpopSettings dpop = settings.server().dpop();
    DpopNonces nonces = dpop.nonce()
        ? DpopNonces.required(settings.authServer().sessionSecret(), clock)
        : DpopNonces.off(clock);
    return new DpopProofCheck(dpop.window(), nonces, stores.proofIds(), workers, clock);
  }

  private List<TokenGrant> grants() {
    var issuance = new Issuance(
        settings.authServer().issuer(),
        settings.authServer().accessTokenLifetime(),
        settings.authServer().refresh().policy(),
        new AccessTokenMinter(keys, workers),
        secrets,
        clock);
    return List.of(
        new AuthorizationCodeGrant(stores.codes(), stores.grants(), issuance, clock),
        new RefreshTokenGrant(
            stores.grants(), issuance, settings.authServer().refresh().rotation(), clock),
        new ClientCredentialsGrant(
            settings.authServer().knownResources(), issuance, secrets, clock));
  }

  private CodeIssuer codeIssuer() {
    return new CodeIssuer(
        stores.codes(),
        stores.clients(),
        stores.grants(),
        settings.authServer().codeLifetime(),
        settings.authServer().refresh().lifetime(),
        secrets,
        clock);
  }

  private PageFailures failures(Decisions decisions, Step step) {
    return new PageFailures(pages, decisions, step, secrets);
  }

  // Their passwords stand on the login page only where nobody but this computer sees it.
  private List<UserSettings> shownUsers() {
    return settings.isPrivate()
        ? settings.authServer().users().stream().filter(UserSettings::demo).toList()
        : List.of();
  }
}
