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

const authorized = authorizedWith({
  unconnected,
  refusal: UnauthorizedError,
  answer: (callback) => callback.searchParams.get('code'),
});

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

test('a 403 leads to a step-up that keeps what was granted', async () => {
  // With a refresh token at hand SDK 1 refreshes instead, which may not widen; so this client has none.
  const provider = new OAuthProvider({ grantTypes: ['authorization_code'] });
  const { client, transport } = await authorized(provider);
  const addNote = () => callTool(client, 'add_note', { note: 'stepped up' });
  await assert.rejects(addNote, UnauthorizedError);
  assert.ok(provider.requestedScopes().isSupersetOf(new Set(['mcp.read', 'notes:write'])));
  await transport.finishAuth(provider.callback.searchParams.get('code'));
  await addNote();
  assert.equal(provider.registrations, 1);
  await client.close();
});

test('an unusable access token is refreshed, and the refresh token rotates', async () => {
  const provider = new OAuthProvider();
  const { client } = await authorized(provider);
  const first = provider.token.refresh_token;
  provider.token = { ...provider.token, access_token: 'spoiled' };
  await callTool(client, 'echo', { message: 'hi' });
  assert.notEqual(provider.token.refresh_token, first);
  assert.equal(provider.authorizations.length, 1);
  await client.close();
});

test('the same server by its other name, 127.0.0.1', async () => {
  const url = mcpUrl.replace('localhost', '127.0.0.1');
  const provider = new OAuthProvider();
  const { client } = await authorized(provider, url);
  assert.equal(provider.authorizations[0].searchParams.get('resource'), url);
  assert.equal(await callTool(client, 'echo', { message: 'hi', repeat_count: 1 }), 'hi');
  await client.close();
});

function unconnected(provider, url) {
  return {
    client: new Client({ name: 'interop', version: '1' }),
    transport: new StreamableHTTPClientTransport(new URL(url), { authProvider: provider }),
  };
}
