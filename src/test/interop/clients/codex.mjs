// Codex 0.171, driven through its app server, without a model: one row of the table client × feature.
import assert from 'node:assert/strict';
import { Codex } from '../lib/codex.mjs';
import { revisionSpokenBy } from '../lib/live-view.mjs';
import { restart, Row } from '../lib/row.mjs';

const codex = new Codex();
try {
  await codex.initialize();
  const first = await codex.logIn();
  await codex.startThread();
  const { tools } = await codex.server();
  assert.equal(await codex.callTool('echo', { message: 'hi', repeat_count: 2 }), 'hihi');
  const row = new Row('Codex 0.171.0', await revisionSpokenBy('codex-mcp-client'));
  row.does('log in');
  assert.ok(tools.whoami);
  row.does('list');
  row.does('call');
  await codex.callTool('test_tool_with_progress');
  assert.ok(!codex.notifications.some(({ method }) => /progress/i.test(method)));
  row.lacks('progress', 'shows no progress');
  assert.match(await codex.callTool('test_elicitation', { message: 'who?' }), /alice@example\.com/);
  row.does('elicitation');
  await assert.rejects(codex.callTool('add_note', { note: 'stepped up' }), /Insufficient scope/);
  row.lacks('step-up', 'asks for more scopes only with `codex mcp login --scopes`');

  await restart();
  await codex.callTool('echo', { message: 'still here', repeat_count: 1 });
  row.does('restart');

  await restart({ forgettingKey: true });
  await assert.rejects(codex.callTool('echo', { message: 'back' }), /invalid_client/);
  const second = await codex.logIn(['mcp.read', 'notes:write']);
  assert.notEqual(second.searchParams.get('client_id'), first.searchParams.get('client_id'));
  await codex.startThread();
  await codex.callTool('add_note', { note: 'allowed now' });
  row.lacks('forgotten', 'asks for `codex mcp login`, which registers it again');
  row.write();
} finally {
  codex.close();
}
