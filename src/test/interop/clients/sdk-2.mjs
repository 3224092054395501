// The official TypeScript client 2.4: one row of the table client × feature.
import assert from 'node:assert/strict';
import { Client, StreamableHTTPClientTransport, UnauthorizedError } from '@modelcontextprotocol/client';
import { authorizedWith } from '../lib/authorized.mjs';
import { answer, connectedSteps } from '../lib/client-steps.mjs';
import { OAuthProvider } from '../lib/oauth-provider.mjs';
import { restart, Row } from '../lib/row.mjs';
import { callTool } from '../lib/tools.mjs';

const authorized = authorizedWith({ unconnected, refusal: UnauthorizedError, answer: callback => callback.searchParams });

const provider = new OAuthProvider();
const { client, transport } = await authorized(provider);
const row = new Row('TypeScript client 2.4.0', client.getNegotiatedProtocolVersion());
await connectedSteps(client, row, (call, options) => client.callTool(call, options));
const addNote = () => callTool(client, 'add_note', { note: 'stepped up' });
await assert.rejects(addNote, UnauthorizedError);
await transport.finishAuth(provider.callback.searchParams);
await addNote();
row.does('step-up');

await restart();
await callTool(client, 'echo', { message: 'still here' });
row.does('restart');

await restart({ forgettingKey: true });
await assert.rejects(callTool(client, 'echo', { message: 'back' }), UnauthorizedError);
await transport.finishAuth(provider.callback.searchParams);
await callTool(client, 'echo', { message: 'back' });
assert.equal(provider.registrations, 2);
row.does('forgotten');
row.write();
process.exit();

function unconnected(authProvider, url = `${process.env.GATEHOUSE_ORIGIN}/mcp`) {
  const options = { versionNegotiation: { mode: 'auto' }, capabilities: { elicitation: {} } };
  const client = new Client({ name: 'interop', version: '1' }, options);
  client.setRequestHandler('elicitation/create', () => answer);
  return { client, transport: new StreamableHTTPClientTransport(new URL(url), { authProvider }) };
}
