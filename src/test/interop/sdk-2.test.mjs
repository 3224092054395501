// The official TypeScript client 2.4, protocol 2026-07-28: discovery, registration, PKCE, calls, step-up, refresh.
// It checks the issuer of metadata and callback itself, and finds out by itself that the server is modern.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client, StreamableHTTPClientTransport, UnauthorizedError } from '@modelcontextprotocol/client';
import { authorizedWith } from './lib/authorized.mjs';
import { mcpUrl } from './lib/gatehouse.mjs';
import { OAuthProvider } from './lib/oauth-provider.mjs';
import { callTool } from './lib/tools.mjs';

const authorized = authorizedWith({
  unconnected,
  refusal: UnauthorizedError,
  answer: (callback) => callback.searchParams,
});

test('the whole handshake, from a 401 to the answer of echo', async () => {
  const provider = new OAuthProvider();
  const { client } = await authorized(provider);
  assert.equal(client.getProtocolEra(), 'modern');
  assert.equal(client.getNegotiatedProtocolVersion(), '2026-07-28');
  assert.equal(provider.authorizations[0].searchParams.get('resource'), mcpUrl);
  assert.equal((await client.listTools()).tools[0].name, 'whoami');
  assert.equal(await callTool(client, 'echo', { message: 'hi', repeat_count: 2 }), 'hihi');
  await client.close();
});

test('a 403 leads to a step-up that keeps what was granted', async () => {
  const provider = new OAuthProvider();
  const { client, transport } = await authorized(provider);
  const addNote = () => callTool(client, 'add_note', { note: 'stepped up' });
  await assert.rejects(addNote, UnauthorizedError);
  assert.ok(provider.requestedScopes().isSupersetOf(new Set(['mcp.read', 'notes:write'])));
  await transport.finishAuth(provider.callback.searchParams);
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
    client: new Client({ name: 'interop', version: '1' }, { versionNegotiation: { mode: 'auto' } }),
    transport: new StreamableHTTPClientTransport(new URL(url), { authProvider: provider }),
  };
}
