import assert from 'node:assert/strict';
import { callTool } from './tools.mjs';

/** What the person says to `test_elicitation`. */
export const answer = { action: 'accept', content: { username: 'alice', email: 'alice@example.com' } };

/** What each client built on an official TypeScript SDK is put through once it is connected; `callWithProgress` is how it asks for progress. */
export async function connectedSteps(client, row, callWithProgress) {
  row.does('log in');
  assert.equal((await client.listTools()).tools[0].name, 'whoami');
  row.does('list');
  assert.equal(await callTool(client, 'echo', { message: 'hi', repeat_count: 2 }), 'hihi');
  row.does('call');
  const progress = [];
  await callWithProgress({ name: 'test_tool_with_progress' }, { onprogress: step => progress.push(step.progress) });
  assert.deepEqual(progress, [0, 50, 100]);
  row.does('progress');
  assert.match(await callTool(client, 'test_elicitation', { message: 'who?' }), /alice@example\.com/);
  row.does('elicitation');
}

/** Whether the steps go through; a failure of another kind than this is one of the script. */
export async function goesThrough(steps, expected) {
  try {
    await steps();
    return true;
  } catch (failure) {
    if (!expected.test(`${failure.message}`)) throw failure;
    console.log(`  it said: ${failure.message.slice(0, 200)}`);
    return false;
  }
}
