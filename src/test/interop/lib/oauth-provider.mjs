import { approve } from './text-browser.mjs';

/** What both official SDKs ask of an application: a place for its registration, tokens and verifier, and a browser. */
export class OAuthProvider {
  redirectUrl = 'http://localhost:3917/callback';
  registrations = 0;
  authorizations = [];

  constructor({ grantTypes = ['authorization_code', 'refresh_token'] } = {}) {
    this.clientMetadata = {
      client_name: 'interop',
      redirect_uris: [this.redirectUrl],
      grant_types: grantTypes,
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    };
  }

  clientInformation() {
    return this.client;
  }

  saveClientInformation(client) {
    this.registrations += 1;
    this.client = client;
  }

  tokens() {
    return this.token;
  }

  saveTokens(token) {
    this.token = token;
  }

  state() {
    return (this.expectedState = crypto.randomUUID());
  }

  saveDiscoveryState(discovery) {
    this.discovery = discovery;
  }

  discoveryState() {
    return this.discovery;
  }

  saveCodeVerifier(verifier) {
    this.verifier = verifier;
  }

  codeVerifier() {
    return this.verifier;
  }

  /** What the SDK asks for once the authorization server has forgotten the client or its grant. */
  invalidateCredentials(scope) {
    if (scope !== 'tokens') this.client = undefined;
    if (scope !== 'client') this.token = undefined;
  }

  async redirectToAuthorization(url) {
    this.authorizations.push(url);
    this.callback = await approve(url);
  }

  /** The scopes of the latest authorization request. */
  requestedScopes() {
    return new Set(this.authorizations.at(-1).searchParams.get('scope').split(' '));
  }
}
