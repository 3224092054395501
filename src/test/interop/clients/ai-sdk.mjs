// @ai-sdk/mcp 2.0, the client of the AI SDK, in both eras: two rows of the table client × feature.
import assert from 'node:assert/strict';
import { auth, createMCPClient, ElicitationRequestSchema, MCPClientError, UnauthorizedError } from '@ai-sdk/mcp';
import { answer } from '../lib/client-steps.mjs';
import { mcpUrl } from '../lib/gatehouse.mjs';
import { OAuthProvider } from '../lib/oauth-provider.mjs';
import { restart, Row } from '../lib/row.mjs';
import { callTool } from '../lib/tools.mjs';

/** What this client asks of an application besides: to keep the state, and the authorization server that its credentials belong to. */
class PinningProvider extends OAuthProvider {
  storedState() {
    return this.expectedState;
  }

  saveAuthorizationServerInformation(server) {
    this.server = server;
  }

  authorizationServerInformation() {
    return this.server;
  }

  isClientInformationDynamicallyRegistered() {
    return true;
  }
}

for (const protocolVersionDiscovery of [true, false]) {
  const provider = new PinningProvider();
  await assert.rejects(connected(provider, { protocolVersionDiscovery }), UnauthorizedError);
  await finishAuth(provider);
  const client = await connected(provider, { protocolVersionDiscovery });
  const row = new Row('@ai-sdk/mcp 2.0.99', client.initializeResult.protocolVersion);
  await calls(client, row);
  await assert.rejects(callTool(client, 'add_note', { note: 'stepped up' }), /requires scope 'notes:write'/);
  row.lacks('step-up', 'reports the missing scope');
  const connectedAgain = await survives(client, row, () => connected(provider, { protocolVersionDiscovery }));
  await registersAgain(connectedAgain, row, provider);
  row.write();
}
process.exit();

async function calls(client, row) {
  row.does('log in');
  assert.equal((await client.listTools()).tools[0].name, 'whoami');
  row.does('list');
  assert.equal(await callTool(client, 'echo', { message: 'hi', repeat_count: 2 }), 'hihi');
  row.does('call');
  const heard = [];
  const options = { onprogress: step => heard.push(step) };
  await client.callTool({ name: 'test_tool_with_progress', arguments: {}, options });
  assert.deepEqual(heard, []);
  row.lacks('progress', 'has no way to follow progress');
  assert.match(await callTool(client, 'test_elicitation', { message: 'who?' }), /alice@example\.com/);
  row.does('elicitation');
}

/** A client that is connected afterwards, without another login. */
async function survives(client, row, reconnect) {
  await restart();
  const call = callTool(client, 'echo', { message: 'still here' });
  if (row.revision > '2025-11-25') {
    await call;
    row.does('restart');
    return client;
  }
  await assert.rejects(call, /session not found/);
  row.lacks('restart', 'reports a lost session (connecting again needs no login)');
  return reconnect();
}

async function registersAgain(client, row, provider) {
  const { registrations } = provider;
  await restart({ forgettingKey: true });
  await assert.rejects(callTool(client, 'echo', { message: 'back' }), unauthorized);
  await finishAuth(provider);
  assert.equal(provider.registrations, registrations + 1);
  const back = await connected(provider, { protocolVersionDiscovery: row.revision > '2025-11-25' });
  await callTool(back, 'echo', { message: 'back' });
  row.does('forgotten', 'registers again only where the application implements `isClientInformationDynamicallyRegistered`');
}

async function connected(authProvider, { protocolVersionDiscovery }) {
  const transport = { type: 'http', url: mcpUrl, authProvider };
  const options = { protocolVersionDiscovery, capabilities: { elicitation: {} }, onUncaughtError: () => {} };
  const client = await createMCPClient({ transport, ...options });
  client.onElicitationRequest(ElicitationRequestSchema, () => answer);
  return client;
}

function unauthorized(failure) {
  return failure instanceof UnauthorizedError || (failure instanceof MCPClientError && failure.cause instanceof UnauthorizedError);
}

function finishAuth(provider) {
  const { searchParams } = provider.callback;
  return auth(provider, {
    serverUrl: mcpUrl,
    authorizationCode: searchParams.get('code'),
    callbackState: searchParams.get('state'),
    callbackIssuer: searchParams.get('iss'),
  });
}
