// The official TypeScript SDK 1.32: one row of the table client × feature.
import assert from 'node:assert/strict';
import { UnauthorizedError } from '@modelcontextprotocol/sdk/client/auth.js';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { authorizedWith } from '../lib/authorized.mjs';
import { answer, connectedSteps, goesThrough } from '../lib/client-steps.mjs';
import { OAuthProvider } from '../lib/oauth-provider.mjs';
import { restart, Row } from '../lib/row.mjs';
import { callTool } from '../lib/tools.mjs';

const authorized = authorizedWith({
  unconnected,
  refusal: UnauthorizedError,
  answer: callback => callback.searchParams.get('code'),
});

const provider = new OAuthProvider();
const { client, transport } = await authorized(provider);
const connected = [client];
const row = new Row('TypeScript SDK 1.32.2', transport.protocolVersion);
await connectedSteps(client, row, (call, options) => client.callTool(call, undefined, options));
await stepUp();

await restart();
if (await goesThrough(() => callTool(client, 'echo', { message: 'still here' }), /session not found/)) row.does('restart');
else {
  const { client: anew, transport: session } = unconnected(provider);
  await anew.connect(session);
  connected.push(anew);
  row.lacks('restart', 'reports a lost session (connecting again needs no login)');
}

// Their streams would log in as well, with the same provider: two verifiers for one code.
for (const before of connected) await before.close();
await restart({ forgettingKey: true });
const again = unconnected(provider);
await assert.rejects(again.client.connect(again.transport), UnauthorizedError);
await again.transport.finishAuth(provider.callback.searchParams.get('code'));
const back = unconnected(provider);
await back.client.connect(back.transport);
await callTool(back.client, 'echo', { message: 'back' });
assert.equal(provider.registrations, 2);
row.does('forgotten');
row.write();
process.exit();

/** With a refresh token at hand it refreshes instead, which may not widen. */
async function stepUp() {
  const grantless = new OAuthProvider({ grantTypes: ['authorization_code'] });
  const stepping = await authorized(grantless);
  const addNote = () => callTool(stepping.client, 'add_note', { note: 'stepped up' });
  await assert.rejects(addNote, UnauthorizedError);
  await stepping.transport.finishAuth(grantless.callback.searchParams.get('code'));
  await addNote();
  await stepping.client.close();
  row.does('step-up', 'steps up only without a refresh token');
}

function unconnected(authProvider, url = `${process.env.GATEHOUSE_ORIGIN}/mcp`) {
  const client = new Client({ name: 'interop', version: '1' }, { capabilities: { elicitation: {} } });
  client.setRequestHandler(ElicitRequestSchema, () => answer);
  return { client, transport: new StreamableHTTPClientTransport(new URL(url), { authProvider }) };
}
