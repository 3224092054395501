// oauth4webapi 3.8: an OAuth client of independent make that checks each answer against its RFC. It knows nothing of MCP.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as oauth from 'oauth4webapi';
import { mcpUrl } from './lib/gatehouse.mjs';
import { textOf } from './lib/mcp-call.mjs';
import {
  Oauth4webapiClient,
  challenges,
  discovered,
  discoveredResource,
  isRefused,
  read,
} from './lib/oauth4webapi-client.mjs';
import { pause } from './lib/process.mjs';
import { jwksOf, knownKey, withKey, withSecret } from './lib/programs.mjs';

test('a 401 leads to the resource, and the resource to its authorization server: RFC 9728', async () => {
  const [{ parameters }] = await challenges((await Oauth4webapiClient.registered()).call('spoiled', 'whoami'), 401);
  assert.equal(parameters.error, 'invalid_token');
  const { url, resource } = await discoveredResource(mcpUrl);
  assert.equal(url, parameters.resource_metadata);
  assert.deepEqual(await discovered(resource.authorization_servers[0]), await discovered());
});

test('code and PKCE give an access token of RFC 9068 that opens the tool', async () => {
  const client = await Oauth4webapiClient.registered();
  const { access_token } = await client.logIn();
  assert.match(await textOf(await client.call(access_token, 'whoami')), /alice/);
  const { sub, scope, client_id } = await read(client.latestCall);
  assert.deepEqual([sub, scope, client_id], ['alice', 'mcp.read', client.client.client_id]);
});

test('an answer with another iss, or without, is not taken: RFC 9207', async () => {
  const client = await Oauth4webapiClient.registered();
  const authorized = await client.authorize();
  const taken = () => client.parameters(authorized);
  assert.ok(taken());
  authorized.callback.searchParams.set('iss', 'https://mix-up.example');
  assert.throws(taken, oauth.OperationProcessingError);
  authorized.callback.searchParams.delete('iss');
  assert.throws(taken, oauth.OperationProcessingError);
});

test('a missing scope is named in a challenge', async () => {
  const client = await Oauth4webapiClient.registered();
  const { access_token } = await client.logIn();
  const [{ parameters }] = await challenges(client.call(access_token, 'add_note', { note: 'no' }), 403);
  assert.equal(parameters.error, 'insufficient_scope');
  assert.equal(parameters.scope, 'mcp.read notes:write');
});

test('a refresh token rotates, narrows, and works once', async () => {
  const client = await Oauth4webapiClient.registered();
  const first = await client.logIn({ scope: 'mcp.read notes:read' });
  const second = await client.refresh(first.refresh_token, { scope: 'notes:read' });
  assert.equal(second.scope, 'notes:read');
  assert.notEqual(second.refresh_token, first.refresh_token);
  await isRefused(client.refresh(first.refresh_token), 'invalid_grant');
});

test('a pushed request leads to a code: RFC 9126', async () => {
  const client = await Oauth4webapiClient.registered({ token_endpoint_auth_method: 'client_secret_basic' }, given =>
    oauth.ClientSecretBasic(given.client_secret),
  );
  const { access_token } = await client.logIn({ push: true });
  assert.match(await textOf(await client.call(access_token, 'whoami')), /alice/);
});

test('a revoked access token is refused a second later, the grant lives: RFC 7009', async () => {
  const client = await Oauth4webapiClient.registered();
  const { access_token, refresh_token } = await client.logIn();
  await client.call(access_token, 'whoami');
  await client.revoke(access_token);
  await isRefusedSoon(client, access_token);
  await client.refresh(refresh_token);
});

test('a revoked refresh token takes its access token with it', async () => {
  const client = await Oauth4webapiClient.registered();
  const { access_token, refresh_token } = await client.logIn();
  await client.revoke(refresh_token);
  await isRefused(client.refresh(refresh_token), 'invalid_grant');
  await isRefusedSoon(client, access_token);
});

test('introspection knows what is active: RFC 7662', async () => {
  const client = await Oauth4webapiClient.registered({ token_endpoint_auth_method: 'client_secret_post' }, given =>
    oauth.ClientSecretPost(given.client_secret),
  );
  const { access_token, refresh_token } = await client.logIn();
  const { active, scope, token_type, aud } = await client.introspect(access_token);
  assert.deepEqual([active, scope, token_type, aud], [true, 'mcp.read', 'Bearer', mcpUrl]);
  assert.equal((await client.introspect(refresh_token)).active, true);
  await client.revoke(access_token);
  assert.deepEqual(await client.introspect(access_token), { active: false });
});

test('a client that registered its key signs at each endpoint: RFC 7523', async () => {
  const keys = await oauth.generateKeyPair('ES256');
  const metadata = { token_endpoint_auth_method: 'private_key_jwt', jwks: await jwksOf(keys) };
  const client = await Oauth4webapiClient.registered(metadata, () => oauth.PrivateKeyJwt(keys.privateKey));
  const first = await client.logIn({ push: true });
  const { access_token, refresh_token } = await client.refresh(first.refresh_token);
  assert.equal((await client.introspect(access_token)).active, true);
  await client.revoke(refresh_token);
  assert.equal((await client.introspect(access_token)).active, false);
});

for (const [method, program, authentication] of [
  ['client_secret_basic', withSecret, oauth.ClientSecretBasic(withSecret.client_secret)],
  ['client_secret_post', withSecret, oauth.ClientSecretPost(withSecret.client_secret)],
  ['private_key_jwt', withKey, oauth.PrivateKeyJwt(await knownKey())],
]) {
  test(`client_credentials by ${method}: RFC 6749, section 4.4`, async () => {
    const client = new Oauth4webapiClient(program, authentication);
    const tokens = await client.credentials();
    assert.equal(tokens.refresh_token, undefined);
    await client.call(tokens.access_token, 'echo', { message: 'hi' });
    const { sub, client_id } = await read(client.latestCall);
    assert.deepEqual([sub, client_id], [program.client_id, program.client_id]);
  });
}

/** One second and one request are the bound that src/docs/operations.md states. */
async function isRefusedSoon(client, token) {
  await pause(1500);
  const [{ parameters }] = await challenges(client.call(token, 'whoami'), 401);
  assert.equal(parameters.error, 'invalid_token');
}
