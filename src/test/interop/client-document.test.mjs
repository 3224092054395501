// The official TypeScript client 2.4 that nobody registered: its client_id is the URL of a document (clientMetadataUrl).
// The document is served here, over TLS with the certificate of CERTIFICATE and the key of PRIVATE_KEY.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { after, before, test } from 'node:test';
import { Client, StreamableHTTPClientTransport, UnauthorizedError } from '@modelcontextprotocol/client';
import { authorizedWith } from './lib/authorized.mjs';
import { OAuthProvider } from './lib/oauth-provider.mjs';
import { callTool } from './lib/tools.mjs';

const requests = [];
const documents = createServer(
  { cert: readFileSync(process.env.CERTIFICATE), key: readFileSync(process.env.PRIVATE_KEY) },
  (request, response) => {
    requests.push(request.url);
    const document = { ...new OAuthProvider().clientMetadata, client_id: url(request.url) };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(document));
  },
);

const authorized = authorizedWith({
  unconnected: (provider, mcp) => ({
    client: new Client({ name: 'interop', version: '1' }, { versionNegotiation: { mode: 'auto' } }),
    transport: new StreamableHTTPClientTransport(new URL(mcp), { authProvider: provider }),
  }),
  refusal: UnauthorizedError,
  answer: (callback) => callback.searchParams,
});

before(() => new Promise((done) => documents.listen(0, '127.0.0.1', done)));
after(() => documents.close());

test('a client that nobody registered gets in by its document, and stays in by refreshing', async () => {
  const provider = new OAuthProvider();
  provider.clientMetadataUrl = url('/client.json');
  const { client } = await authorized(provider);
  assert.equal(provider.client.client_id, provider.clientMetadataUrl);
  assert.equal(provider.authorizations[0].searchParams.get('client_id'), provider.clientMetadataUrl);
  assert.deepEqual(requests, ['/client.json']);
  const first = provider.token.refresh_token;
  provider.token = { ...provider.token, access_token: 'spoiled' };
  assert.equal(await callTool(client, 'echo', { message: 'hi', repeat_count: 1 }), 'hi');
  assert.notEqual(provider.token.refresh_token, first);
  await client.close();
});

function url(path) {
  return `https://localhost:${documents.address().port}${path}`;
}
