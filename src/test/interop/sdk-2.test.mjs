// The official TypeScript client 2.4, protocol 2026-07-28: discovery, registration, PKCE, calls, step-up, refresh.
// It checks the issuer of metadata and callback itself, and finds out by itself that the server is modern.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client, StreamableHTTPClientTransport, UnauthorizedError } from '@modelcontextprotocol/client';
import { authorizedWith } from './lib/authorized.mjs';
import { mcpUrl } from './lib/gatehouse.mjs';
import { OAuthProvider } from './lib/oauth-provider.mjs';
import { callTool } from './lib/tools.mjs';
import { otherNameIsServed, refreshRotates, stepUpKeepsWhatWasGranted } from './lib/walks.mjs';

const kind = {
  unconnected,
  refusal: UnauthorizedError,
  answer: callback => callback.searchParams,
};
const authorized = authorizedWith(kind);

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

test('a 403 leads to a step-up that keeps what was granted', () =>
  stepUpKeepsWhatWasGranted(authorized, new OAuthProvider(), kind));

test('an unusable access token is refreshed, and the refresh token rotates', () =>
  refreshRotates(authorized, new OAuthProvider()));

test('the same server by its other name, 127.0.0.1', () => otherNameIsServed(authorized, new OAuthProvider()));

function unconnected(provider, url) {
  return {
    client: new Client({ name: 'interop', version: '1' }, { versionNegotiation: { mode: 'auto' } }),
    transport: new StreamableHTTPClientTransport(new URL(url), { authProvider: provider }),
  };
}
