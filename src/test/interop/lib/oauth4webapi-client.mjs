import * as oauth from 'oauth4webapi';
import { issuer, mcpUrl } from './gatehouse.mjs';
import { mcpHeaders, toolCall } from './mcp-call.mjs';
import { approve } from './text-browser.mjs';

const http = { [oauth.allowInsecureRequests]: true };
const redirectUri = 'http://localhost:3917/callback';

/** The metadata of an authorization server, RFC 8414. */
export async function discovered(url = issuer) {
  const answer = await oauth.discoveryRequest(new URL(url), { algorithm: 'oauth2', ...http });
  return oauth.processDiscoveryResponse(new URL(url), answer);
}

const as = await discovered();

/** One client at the authorization server: each of its steps is the library's request, and the library's check of the answer. */
export class Oauth4webapiClient {
  #authentication;

  constructor(client, authentication = oauth.None()) {
    this.client = client;
    this.#authentication = authentication;
  }

  /** Registers itself, RFC 7591. Public unless the metadata say otherwise; `authentication` is made from what it was given. */
  static async registered(metadata = { token_endpoint_auth_method: 'none' }, authentication = () => oauth.None()) {
    const whole = {
      client_name: 'oauth4webapi',
      redirect_uris: [redirectUri],
      grant_types: ['authorization_code', 'refresh_token'],
      ...metadata,
    };
    const answer = await oauth.dynamicClientRegistrationRequest(as, whole, http);
    const client = await oauth.processDynamicClientRegistrationResponse(answer);
    return new Oauth4webapiClient(client, authentication(client));
  }

  /** The code flow; with `push` its request goes over the back channel first. */
  async logIn({ scope = 'mcp.read', push = false } = {}) {
    const state = oauth.generateRandomState();
    const verifier = oauth.generateRandomCodeVerifier();
    const request = await this.#authorizationRequest(scope, state, verifier);
    const callback = await approve(urlWith(push ? await this.#push(request) : request));
    const answer = await oauth.authorizationCodeGrantRequest(
      as,
      this.client,
      this.#authentication,
      oauth.validateAuthResponse(as, this.client, callback, state),
      redirectUri,
      verifier,
      { additionalParameters: { resource: mcpUrl }, ...http },
    );
    return oauth.processAuthorizationCodeResponse(as, this.client, answer);
  }

  /** Where the browser is sent after consent, and a function that checks it. */
  async callback() {
    const state = oauth.generateRandomState();
    const request = await this.#authorizationRequest('mcp.read', state, oauth.generateRandomCodeVerifier());
    const url = await approve(urlWith(request));
    return { url, check: () => oauth.validateAuthResponse(as, this.client, url, state) };
  }

  async refresh(token, additionalParameters = {}) {
    const options = { additionalParameters, ...http };
    const answer = await oauth.refreshTokenGrantRequest(as, this.client, this.#authentication, token, options);
    return oauth.processRefreshTokenResponse(as, this.client, answer);
  }

  /** Tokens for the program itself. */
  async credentials() {
    const parameters = { scope: 'mcp.read', resource: mcpUrl };
    const answer = await oauth.clientCredentialsGrantRequest(as, this.client, this.#authentication, parameters, http);
    return oauth.processClientCredentialsResponse(as, this.client, answer);
  }

  async revoke(token) {
    await oauth.processRevocationResponse(
      await oauth.revocationRequest(as, this.client, this.#authentication, token, http),
    );
  }

  async introspect(token) {
    const answer = await oauth.introspectionRequest(as, this.client, this.#authentication, token, http);
    return oauth.processIntrospectionResponse(as, this.client, answer);
  }

  async #authorizationRequest(scope, state, verifier) {
    return {
      response_type: 'code',
      client_id: this.client.client_id,
      redirect_uri: redirectUri,
      resource: mcpUrl,
      scope,
      state,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    };
  }

  async #push(request) {
    const answer = await oauth.pushedAuthorizationRequest(as, this.client, this.#authentication, request, http);
    const { request_uri } = await oauth.processPushedAuthorizationResponse(as, this.client, answer);
    return { client_id: this.client.client_id, request_uri };
  }
}

/** The resource RFC 9728 describes at this URL, and where its metadata was. */
export async function discoveredResource(url) {
  const answer = await oauth.resourceDiscoveryRequest(new URL(url), http);
  return { url: answer.url, resource: await oauth.processResourceDiscoveryResponse(new URL(url), answer) };
}

/** What a resource server that uses this library reads from the token, RFC 9068. */
export function readBy(token, audience) {
  const request = new Request(audience, { headers: { authorization: `Bearer ${token}` } });
  return oauth.validateJwtAccessToken(as, request, audience, http);
}

export function callTool(token, name, args) {
  const headers = new Headers(mcpHeaders);
  return oauth.protectedResourceRequest(token, 'POST', new URL(mcpUrl), headers, toolCall(name, args), http);
}

function urlWith(request) {
  return new URL(`${as.authorization_endpoint}?${new URLSearchParams(request)}`);
}
