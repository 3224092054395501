// The walks that each official TypeScript client goes, whatever its version and however its tokens are bound.
import assert from 'node:assert/strict';
import { mcpUrl } from './gatehouse.mjs';
import { callTool } from './tools.mjs';

/** `refusal` and `answer` as for `authorizedWith`. */
export async function stepUpKeepsWhatWasGranted(authorized, provider, { refusal, answer }) {
  const { client, transport } = await authorized(provider);
  const addNote = () => callTool(client, 'add_note', { note: 'stepped up' });
  await assert.rejects(addNote, refusal);
  assert.ok(provider.requestedScopes().isSupersetOf(new Set(['mcp.read', 'notes:write'])));
  await transport.finishAuth(answer(provider.callback));
  await addNote();
  assert.equal(provider.registrations, 1);
  await client.close();
}

export async function refreshRotates(authorized, provider) {
  const { client } = await authorized(provider);
  const first = provider.token.refresh_token;
  provider.token = { ...provider.token, access_token: 'spoiled' };
  await callTool(client, 'echo', { message: 'hi' });
  assert.notEqual(provider.token.refresh_token, first);
  assert.equal(provider.authorizations.length, 1);
  await client.close();
}

export async function otherNameIsServed(authorized, provider) {
  const url = mcpUrl.replace('localhost', '127.0.0.1');
  const { client } = await authorized(provider, url);
  assert.equal(provider.authorizations[0].searchParams.get('resource'), url);
  assert.equal(await callTool(client, 'echo', { message: 'hi', repeat_count: 1 }), 'hi');
  await client.close();
}
