// Where DPoP nonces are required, both servers ask for one, each with its own, and take it: RFC 9449, sections 8 and 9.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as oauth from 'oauth4webapi';
import { issuer, origin } from './lib/gatehouse.mjs';
import { Oauth4webapiClient } from './lib/oauth4webapi-client.mjs';
import { withSecret } from './lib/programs.mjs';

test('each server asks once, and the nonce is then good for the next proof', async () => {
  const nonces = [];
  const keys = await oauth.generateKeyPair('ES256');
  const seeing = { [oauth.modifyAssertion]: (_, { htu, nonce }) => nonces.push([new URL(htu).origin, nonce]) };
  const program = new Oauth4webapiClient(withSecret, oauth.ClientSecretBasic(withSecret.client_secret));
  program.holding(keys, seeing);
  const { access_token } = await program.credentials();
  await program.credentials();
  await program.call(access_token, 'whoami');
  await program.call(access_token, 'whoami');
  for (const server of [issuer, origin]) {
    const [first, second, third, ...more] = nonces.filter(([to]) => to === server).map(([, nonce]) => nonce);
    assert.equal(first, undefined);
    assert.ok(second && third);
    assert.deepEqual(more, []);
  }
});
