// openid-client 6.8: the client that most Node applications use, on plain OAuth 2.0. It checks state, iss and each answer itself.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as client from 'openid-client';
import { issuer, mcpUrl } from './lib/gatehouse.mjs';
import { mcpHeaders, textOf, toolCall } from './lib/mcp-call.mjs';
import { pause } from './lib/process.mjs';
import { jwksOf, knownKey, withKey, withSecret } from './lib/programs.mjs';
import { approve } from './lib/text-browser.mjs';

const redirectUri = 'http://localhost:3917/callback';
const options = { algorithm: 'oauth2', execute: [client.allowInsecureRequests] };

test('code and PKCE, a tool, a refresh', async () => {
  const config = await registered();
  const first = await loggedIn(config);
  assert.match(await textOf(await callTool(config, first.access_token, 'whoami')), /alice/);
  const second = await client.refreshTokenGrant(config, first.refresh_token);
  assert.notEqual(second.refresh_token, first.refresh_token);
  assert.equal(second.expires_in, 3600);
  await callTool(config, second.access_token, 'whoami');
  await isRefused(client.refreshTokenGrant(config, first.refresh_token), 'invalid_grant');
});

test('a callback with another iss, or without, redeems no code: RFC 9207', async () => {
  const config = await registered();
  const { callback, checks } = await authorized(config);
  for (const change of [url => url.searchParams.set('iss', 'https://mix-up.example'), url => url.searchParams.delete('iss')]) {
    const changed = new URL(callback);
    change(changed);
    await assert.rejects(client.authorizationCodeGrant(config, changed, checks), failure => /iss/.test(failure.cause.message));
  }
  await client.authorizationCodeGrant(config, callback, checks);
});

test('a consent that is denied comes back as access_denied', async () => {
  const config = await registered();
  const { callback, checks } = await authorized(config, client.buildAuthorizationUrl, { decision: 'deny' });
  await assert.rejects(
    client.authorizationCodeGrant(config, callback, checks),
    failure => failure instanceof client.AuthorizationResponseError && failure.error === 'access_denied',
  );
});

test('a pushed request, revocation and introspection with a secret', async () => {
  const config = await registered({ token_endpoint_auth_method: 'client_secret_post' });
  await walksEachEndpoint(config);
});

test('a pushed request, revocation and introspection with a key: RFC 7523', async () => {
  const keys = await client.randomDPoPKeyPair('ES256');
  const metadata = { token_endpoint_auth_method: 'private_key_jwt', jwks: await jwksOf(keys) };
  await walksEachEndpoint(await registered(metadata, client.PrivateKeyJwt(keys.privateKey)));
});

test('DPoP: code, refresh, PAR and a call are bound to one key, RFC 9449', async () => {
  const config = await registered();
  const DPoP = client.getDPoPHandle(config, await client.randomDPoPKeyPair());
  const first = await loggedIn(config, client.buildAuthorizationUrlWithPAR, { DPoP });
  assert.equal(first.token_type, 'dpop');
  const second = await client.refreshTokenGrant(config, first.refresh_token, {}, { DPoP });
  assert.match(await textOf(await callTool(config, second.access_token, 'whoami', { DPoP })), /alice/);
  await assert.rejects(callTool(config, second.access_token, 'whoami'), { status: 401 });
  await isRefused(client.refreshTokenGrant(config, second.refresh_token), 'invalid_grant');
});

test('DPoP: client_credentials', async () => {
  const authentication = client.ClientSecretBasic(withSecret.client_secret);
  const config = await client.discovery(new URL(issuer), withSecret.client_id, {}, authentication, options);
  const DPoP = client.getDPoPHandle(config, await client.randomDPoPKeyPair());
  const tokens = await client.clientCredentialsGrant(config, { scope: 'mcp.read', resource: mcpUrl }, { DPoP });
  assert.equal(tokens.token_type, 'dpop');
  assert.match(await textOf(await callTool(config, tokens.access_token, 'whoami', { DPoP })), /program-with-secret/);
});

for (const [method, { client_id }, authentication] of [
  ['client_secret_basic', withSecret, client.ClientSecretBasic(withSecret.client_secret)],
  ['client_secret_post', withSecret, client.ClientSecretPost(withSecret.client_secret)],
  ['private_key_jwt', withKey, client.PrivateKeyJwt(await knownKey())],
]) {
  test(`client_credentials by ${method}`, async () => {
    const config = await client.discovery(new URL(issuer), client_id, {}, authentication, options);
    const tokens = await client.clientCredentialsGrant(config, { scope: 'mcp.read', resource: mcpUrl });
    assert.equal(tokens.refresh_token, undefined);
    assert.match(await textOf(await callTool(config, tokens.access_token, 'whoami')), new RegExp(client_id));
  });
}

async function walksEachEndpoint(config) {
  const { access_token, refresh_token } = await loggedIn(config, client.buildAuthorizationUrlWithPAR);
  assert.equal((await client.tokenIntrospection(config, access_token)).active, true);
  await client.tokenRevocation(config, access_token);
  assert.equal((await client.tokenIntrospection(config, access_token)).active, false);
  await pause(1500);
  await assert.rejects(callTool(config, access_token, 'whoami'), { status: 401 });
  await client.tokenRevocation(config, refresh_token);
  await isRefused(client.refreshTokenGrant(config, refresh_token), 'invalid_grant');
}

function registered(metadata = { token_endpoint_auth_method: 'none' }, authentication = undefined) {
  const whole = {
    client_name: 'openid-client',
    redirect_uris: [redirectUri],
    grant_types: ['authorization_code', 'refresh_token'],
    ...metadata,
  };
  return client.dynamicClientRegistration(new URL(issuer), whole, authentication, options);
}

async function loggedIn(config, authorizationUrl = client.buildAuthorizationUrl, dpop = undefined) {
  const { callback, checks } = await authorized(config, (...request) => authorizationUrl(...request, dpop));
  return client.authorizationCodeGrant(config, callback, checks, { resource: mcpUrl }, dpop);
}

/** Where the browser is sent after the consent page, and what the library then has to check. */
async function authorized(config, authorizationUrl = client.buildAuthorizationUrl, answer = {}) {
  const checks = { pkceCodeVerifier: client.randomPKCECodeVerifier(), expectedState: client.randomState() };
  const request = {
    redirect_uri: redirectUri,
    scope: 'mcp.read',
    resource: mcpUrl,
    state: checks.expectedState,
    code_challenge: await client.calculatePKCECodeChallenge(checks.pkceCodeVerifier),
    code_challenge_method: 'S256',
  };
  return { callback: await approve(await authorizationUrl(config, request), answer), checks };
}

function callTool(config, token, name, dpop = undefined) {
  const headers = new Headers(mcpHeaders);
  return client.fetchProtectedResource(config, token, new URL(mcpUrl), 'POST', toolCall(name), headers, dpop);
}

function isRefused(answer, error) {
  return assert.rejects(answer, failure => failure instanceof client.ResponseBodyError && failure.error === error);
}
