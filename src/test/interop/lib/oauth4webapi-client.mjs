import assert from 'node:assert/strict';
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
  #DPoP;

  constructor(client, authentication = oauth.None()) {
    this.client = client;
    this.#authentication = authentication;
  }

  /** Registers itself, RFC 7591. Public unless the metadata say otherwise; `authentication` is made from what it was given. */
  static async registered(metadata = {}, authentication = () => oauth.None()) {
    const whole = {
      client_name: 'oauth4webapi',
      redirect_uris: [redirectUri],
      grant_types: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_method: 'none',
      ...metadata,
    };
    const answer = await oauth.dynamicClientRegistrationRequest(as, whole, http);
    const client = await oauth.processDynamicClientRegistrationResponse(answer);
    return new Oauth4webapiClient(client, authentication(client));
  }

  /** Proves from now on that it holds the keys, RFC 9449; without keys it stops to. */
  holding(keys, options) {
    this.#DPoP = keys && oauth.DPoP(this.client, keys, options);
    return this;
  }

  /** The code flow. */
  async logIn(request) {
    return this.redeem(await this.authorize(request));
  }

  /** Its first leg, as far as the redirect; with `push` the request goes over the back channel first. */
  async authorize({ scope = 'mcp.read', push = false, ...more } = {}) {
    const state = oauth.generateRandomState();
    const verifier = oauth.generateRandomCodeVerifier();
    const request = {
      response_type: 'code',
      client_id: this.client.client_id,
      redirect_uri: redirectUri,
      resource: mcpUrl,
      scope,
      state,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...more,
    };
    return { callback: await approve(urlWith(push ? await this.#push(request) : request)), state, verifier };
  }

  /** What the library makes of the redirect: the parameters, if they are for this client and from this server. */
  parameters({ callback, state }) {
    return oauth.validateAuthResponse(as, this.client, callback, state);
  }

  /** Its second leg. */
  redeem(authorized) {
    const parameters = this.parameters(authorized);
    const options = this.#with({ resource: mcpUrl });
    return again(async () => {
      const answer = await oauth.authorizationCodeGrantRequest(
        as,
        this.client,
        this.#authentication,
        parameters,
        redirectUri,
        authorized.verifier,
        options,
      );
      return oauth.processAuthorizationCodeResponse(as, this.client, answer);
    });
  }

  refresh(token, parameters) {
    const options = this.#with(parameters);
    return again(async () => {
      const answer = await oauth.refreshTokenGrantRequest(as, this.client, this.#authentication, token, options);
      return oauth.processRefreshTokenResponse(as, this.client, answer);
    });
  }

  /** Tokens for the program itself. */
  credentials() {
    const parameters = { scope: 'mcp.read', resource: mcpUrl };
    const options = this.#with();
    return again(async () => {
      const answer = await oauth.clientCredentialsGrantRequest(
        as,
        this.client,
        this.#authentication,
        parameters,
        options,
      );
      return oauth.processClientCredentialsResponse(as, this.client, answer);
    });
  }

  async revoke(token) {
    const answer = await oauth.revocationRequest(as, this.client, this.#authentication, token, http);
    await oauth.processRevocationResponse(answer);
  }

  async introspect(token) {
    const answer = await oauth.introspectionRequest(as, this.client, this.#authentication, token, http);
    return oauth.processIntrospectionResponse(as, this.client, answer);
  }

  /** Calls a tool of the resource server. */
  call(token, name, args) {
    const options = { ...this.#with(), [oauth.customFetch]: (url, init) => this.#seen(url, init) };
    const headers = new Headers(mcpHeaders);
    return again(() =>
      oauth.protectedResourceRequest(token, 'POST', new URL(mcpUrl), headers, toolCall(name, args), options),
    );
  }

  #seen(url, init) {
    this.latestCall = new Request(url, init);
    return fetch(url, init);
  }

  #push(request) {
    const options = this.#with();
    return again(async () => {
      const answer = await oauth.pushedAuthorizationRequest(as, this.client, this.#authentication, request, options);
      const { request_uri } = await oauth.processPushedAuthorizationResponse(as, this.client, answer);
      return { client_id: this.client.client_id, request_uri };
    });
  }

  #with(additionalParameters) {
    return { additionalParameters, DPoP: this.#DPoP, ...http };
  }
}

/** Once more where the server asks for its nonce, which the library then knows: RFC 9449, section 8. */
async function again(step) {
  try {
    return await step();
  } catch (failure) {
    if (!oauth.isDPoPNonceError(failure)) throw failure;
    return step();
  }
}

/** The resource RFC 9728 describes at this URL, and where its metadata was. */
export async function discoveredResource(url) {
  const answer = await oauth.resourceDiscoveryRequest(new URL(url), http);
  return { url: answer.url, resource: await oauth.processResourceDiscoveryResponse(new URL(url), answer) };
}

/** What a resource server that uses this library reads from a request, RFC 9068 and 9449. */
export function read(request) {
  return oauth.validateJwtAccessToken(as, request, mcpUrl, http);
}

/** The challenges of a call that must fail with this status. */
export async function challenges(call, status) {
  const failure = await call.then(
    () => assert.fail('the call went through'),
    failure => failure,
  );
  assert.equal(failure.code, oauth.WWW_AUTHENTICATE_CHALLENGE);
  assert.equal(failure.status, status);
  return failure.cause;
}

export function isRefused(answer, error) {
  return assert.rejects(answer, failure => failure instanceof oauth.ResponseBodyError && failure.error === error);
}

function urlWith(request) {
  return new URL(`${as.authorization_endpoint}?${new URLSearchParams(request)}`);
}
