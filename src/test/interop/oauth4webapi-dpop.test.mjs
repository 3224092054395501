// oauth4webapi 3.8 with DPoP, RFC 9449. It answers a demand for a nonce by itself, so this passes where nonces are required too.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as oauth from 'oauth4webapi';
import { textOf } from './lib/mcp-call.mjs';
import { Oauth4webapiClient, challenges, isRefused, read } from './lib/oauth4webapi-client.mjs';
import { withSecret } from './lib/programs.mjs';

for (const alg of ['ES256', 'Ed25519', 'PS256', 'RS256']) {
  test(`code, call and refresh with a key for ${alg}`, async () => {
    const client = (await Oauth4webapiClient.registered()).holding(await oauth.generateKeyPair(alg));
    const first = await client.logIn();
    assert.equal(first.token_type, 'dpop');
    assert.match(await textOf(await client.call(first.access_token, 'whoami')), /alice/);
    const second = await client.refresh(first.refresh_token);
    assert.equal(second.token_type, 'dpop');
    assert.match(await textOf(await client.call(second.access_token, 'whoami')), /alice/);
  });
}

test('the library as a resource server finds the key that the token names', async () => {
  const keys = await oauth.generateKeyPair('ES256');
  const client = (await Oauth4webapiClient.registered()).holding(keys);
  const { access_token } = await client.logIn();
  await client.call(access_token, 'whoami');
  const { cnf } = await read(client.latestCall);
  assert.deepEqual(cnf, { jkt: await oauth.DPoP(client.client, keys).calculateThumbprint() });
});

test('a bound token without its key opens nothing', async () => {
  const client = (await Oauth4webapiClient.registered()).holding(await oauth.generateKeyPair('ES256'));
  const { access_token } = await client.logIn();
  await challenges(client.holding(undefined).call(access_token, 'whoami'), 401);
  const [{ scheme, parameters }] = await challenges(
    client.holding(await oauth.generateKeyPair('ES256')).call(access_token, 'whoami'),
    401,
  );
  assert.deepEqual([scheme, parameters.error], ['dpop', 'invalid_token']);
});

test('a bearer token is no bound token', async () => {
  const client = await Oauth4webapiClient.registered();
  const { access_token } = await client.logIn();
  await challenges(client.holding(await oauth.generateKeyPair('ES256')).call(access_token, 'whoami'), 401);
});

for (const push of [false, true]) {
  test(`a code with dpop_jkt${push ? ', pushed,' : ''} is redeemed with that key only: section 10`, async () => {
    const keys = await oauth.generateKeyPair('ES256');
    const client = (await Oauth4webapiClient.registered()).holding(keys);
    const dpop_jkt = await oauth.DPoP(client.client, keys).calculateThumbprint();
    const theft = await client.authorize({ push, dpop_jkt });
    await isRefused(client.holding(await oauth.generateKeyPair('ES256')).redeem(theft), 'invalid_grant');
    await client.holding(keys).logIn({ push, dpop_jkt });
  });
}

test('a proof with a pushed request binds the code as well: section 10.1', async () => {
  const client = (await Oauth4webapiClient.registered()).holding(await oauth.generateKeyPair('ES256'));
  const theft = await client.authorize({ push: true });
  await isRefused(client.holding(undefined).redeem(theft), 'invalid_grant');
});

test('the refresh token of a public client works with its key only', async () => {
  const keys = await oauth.generateKeyPair('ES256');
  const client = (await Oauth4webapiClient.registered()).holding(keys);
  const { refresh_token } = await client.logIn();
  await isRefused(client.holding(undefined).refresh(refresh_token), 'invalid_grant');
  await isRefused(client.holding(await oauth.generateKeyPair('ES256')).refresh(refresh_token), 'invalid_grant');
  await client.holding(keys).refresh(refresh_token);
});

test('client_credentials, and introspection that names the key', async () => {
  const program = new Oauth4webapiClient(withSecret, oauth.ClientSecretBasic(withSecret.client_secret));
  const keys = await oauth.generateKeyPair('ES256');
  const { access_token, token_type } = await program.holding(keys).credentials();
  assert.equal(token_type, 'dpop');
  const answer = await program.introspect(access_token);
  assert.equal(answer.token_type, 'DPoP');
  assert.deepEqual(answer.cnf, { jkt: await oauth.DPoP(withSecret, keys).calculateThumbprint() });
  await program.call(access_token, 'echo', { message: 'hi' });
});

test('a client that registered dpop_bound_access_tokens gets no other', async () => {
  const client = await Oauth4webapiClient.registered({ dpop_bound_access_tokens: true });
  await isRefused(client.logIn(), 'invalid_dpop_proof');
  const { token_type } = await client.holding(await oauth.generateKeyPair('ES256')).logIn();
  assert.equal(token_type, 'dpop');
});
