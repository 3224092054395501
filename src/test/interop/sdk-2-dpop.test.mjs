// The official TypeScript client 2.4 with DPoP, RFC 9449: the same walk as with bearer tokens, by a client with a key. DPOP_NONCE says whether
// the server asks for nonces, which the client must then answer at both servers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  Client,
  DpopSession,
  StreamableHTTPClientTransport,
  UnauthorizedError,
  withDpop,
} from '@modelcontextprotocol/client';
import { authorizedWith } from './lib/authorized.mjs';
import { issuer, mcpUrl, origin } from './lib/gatehouse.mjs';
import { OAuthProvider } from './lib/oauth-provider.mjs';
import { callTool } from './lib/tools.mjs';
import { refreshRotates, stepUpKeepsWhatWasGranted } from './lib/walks.mjs';

const nonces = process.env.DPOP_NONCE === 'required';

/** Has a key of this algorithm, and binds its tokens to it. */
class DpopProvider extends OAuthProvider {
  #session;

  constructor(alg) {
    super();
    this.#session = DpopSession.create({ alg });
  }

  dpop() {
    return this.#session;
  }
}

const kind = {
  unconnected: (provider, url) => unconnected(url, { authProvider: provider }),
  refusal: UnauthorizedError,
  answer: callback => callback.searchParams,
};
const authorized = authorizedWith(kind);

for (const alg of ['ES256', 'EdDSA', 'PS256', 'RS256']) {
  test(`the whole handshake with a key of ${alg}`, async () => {
    const provider = new DpopProvider(alg);
    const session = await provider.dpop();
    const { client } = await authorized(provider);
    assert.equal(provider.token.token_type, 'DPoP');
    assert.equal(thumbprintIn(provider.token), session.thumbprint);
    assert.equal((await client.listTools()).tools[0].name, 'whoami');
    assert.equal(await callTool(client, 'echo', { message: 'hi', repeat_count: 2 }), 'hihi');
    assert.equal(session.nonceFor(issuer) !== undefined, nonces);
    assert.equal(session.nonceFor(origin) !== undefined, nonces);
    await client.close();
  });
}

test('a 403 leads to a step-up whose token is bound as well', async () => {
  const provider = new DpopProvider();
  await stepUpKeepsWhatWasGranted(authorized, provider, kind);
  assert.equal(thumbprintIn(provider.token), (await provider.dpop()).thumbprint);
});

test('an unusable access token is refreshed with the same key', async () => {
  const provider = new DpopProvider();
  await refreshRotates(authorized, provider);
  assert.equal(thumbprintIn(provider.token), (await provider.dpop()).thumbprint);
});

test('a program that was given token and key calls with both, a thief with the token alone does not', async () => {
  const provider = new DpopProvider();
  const { client } = await authorized(provider);
  await client.close();
  const { access_token } = provider.token;
  const owner = await connectedWith(await provider.dpop(), access_token);
  assert.equal(await callTool(owner, 'echo', { message: 'mine', repeat_count: 1 }), 'mine');
  await owner.close();
  await assert.rejects(connectedWith(await DpopSession.create(), access_token), UnauthorizedError);
  const bearer = unconnected(mcpUrl, { authProvider: { token: () => access_token } });
  await assert.rejects(bearer.client.connect(bearer.transport), UnauthorizedError);
});

/** A client whose requests are signed by withDpop, without any login. */
async function connectedWith(session, token) {
  const { client, transport } = unconnected(mcpUrl, {
    authProvider: { token: () => token },
    fetch: withDpop(session, () => token)(fetch),
  });
  await client.connect(transport);
  return client;
}

function unconnected(url, options) {
  return {
    client: new Client({ name: 'interop', version: '1' }, { versionNegotiation: { mode: 'auto' } }),
    transport: new StreamableHTTPClientTransport(new URL(url), options),
  };
}

function thumbprintIn({ access_token }) {
  return JSON.parse(Buffer.from(access_token.split('.')[1], 'base64url')).cnf.jkt;
}
