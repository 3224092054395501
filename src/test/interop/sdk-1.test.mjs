// The official TypeScript SDK 1.32, protocol 2025-11-25: discovery, registration, PKCE, calls, step-up, refresh.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UnauthorizedError } from '@modelcontextprotocol/sdk/client/auth.js';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { authorizedWith } from './lib/authorized.mjs';
import { issuer, mcpUrl } from './lib/gatehouse.mjs';
import { OAuthProvider } from './lib/oauth-provider.mjs';
import { callTool } from './lib/tools.mjs';
import { otherNameIsServed, refreshRotates, stepUpKeepsWhatWasGranted } from './lib/walks.mjs';

const kind = {
  unconnected,
  refusal: UnauthorizedError,
  answer: callback => callback.searchParams.get('code'),
};
const authorized = authorizedWith(kind);

test('the whole handshake, from a 401 to the answer of echo', async () => {
  const provider = new OAuthProvider();
  const { client, transport } = await authorized(provider);
  assert.equal(transport.protocolVersion, '2025-11-25');
  assert.equal(provider.callback.searchParams.get('iss'), issuer);
  assert.equal(provider.callback.searchParams.get('state'), provider.expectedState);
  assert.equal(provider.authorizations[0].searchParams.get('resource'), mcpUrl);
  assert.equal((await client.listTools()).tools[0].name, 'whoami');
  assert.equal(await callTool(client, 'echo', { message: 'hi', repeat_count: 2 }), 'hihi');
  await client.close();
});

test('a 403 leads to a step-up that keeps what was granted', () => {
  // With a refresh token at hand SDK 1 refreshes instead, which may not widen; so this client has none.
  const provider = new OAuthProvider({ grantTypes: ['authorization_code'] });
  return stepUpKeepsWhatWasGranted(authorized, provider, kind);
});

test('an unusable access token is refreshed, and the refresh token rotates', () =>
  refreshRotates(authorized, new OAuthProvider()));

test('the same server by its other name, 127.0.0.1', () => otherNameIsServed(authorized, new OAuthProvider()));

function unconnected(provider, url) {
  return {
    client: new Client({ name: 'interop', version: '1' }),
    transport: new StreamableHTTPClientTransport(new URL(url), { authProvider: provider }),
  };
}
