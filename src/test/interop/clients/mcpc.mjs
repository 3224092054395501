// @apify/mcpc 0.2.6, a command line: one row of the table client × feature.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { mcpUrl } from '../lib/gatehouse.mjs';
import { follow, printedLink } from '../lib/printed-link.mjs';
import { restart, Row } from '../lib/row.mjs';

const program = join(import.meta.dirname, '../node_modules/.bin/mcpc');
// It starts the `node` of the PATH for each session.
const path = `${dirname(process.execPath)}:${process.env.PATH}`;
const home = mkdtempSync(join(tmpdir(), 'mcpc-'));

await succeeds('login', mcpUrl);
const { protocolVersion } = await succeeds('connect', mcpUrl, '@first');
const row = new Row('mcpc 0.2.6', protocolVersion);
row.does('log in');
assert.equal((await succeeds('@first', 'tools-list'))[0].name, 'whoami');
row.does('list');
await echoes('@first');
row.does('call');

const progress = await run('@first', 'tools-call', 'test_tool_with_progress');
assert.doesNotMatch(progress.output + progress.printed, /Completed step/);
row.lacks('progress', 'prints no progress');
const asked = await succeeds('@first', 'tools-call', 'test_elicitation', 'message:=who');
assert.match(textOf(asked), /needs a client that can do elicitation/);
row.lacks('elicitation', 'does not declare elicitation');
const refused = await run('@first', 'tools-call', 'admin_purge', 'user_id:=alice');
assert.match(refused.printed, /does not support authorization flow/);
row.lacks('step-up', 'asks for more scopes only with `mcpc login --scope`');

await restart();
const lost = await run('@first', 'tools-call', 'echo', 'message:=lost');
assert.match(lost.printed, /session not found|Session @first has expired/); // the call, or its own ping before
await succeeds('connect', mcpUrl, '@second');
await echoes('@second');
row.lacks('restart', 'reports a lost session (connecting again needs no login)');

await restart({ forgettingKey: true });
const forgotten = await run('@second', 'tools-call', 'echo', 'message:=forgotten');
assert.match(forgotten.printed, /\blogin\b/);
await succeeds('login', mcpUrl, '--scope', 'mcp.read admin:notes');
await succeeds('connect', mcpUrl, '@third');
await succeeds('@third', 'tools-call', 'admin_purge', 'user_id:=alice');
row.lacks('forgotten', 'asks for `mcpc login`, which registers it again');
row.write();
for (const session of ['@first', '@second', '@third']) await run('close', session);

async function echoes(session) {
  assert.equal(textOf(await succeeds(session, 'tools-call', 'echo', 'message:=hi', 'repeat_count:=2')), 'hihi');
}

/** What the command answers as JSON. */
async function succeeds(...args) {
  const { code, output, printed } = await run(...args);
  assert.equal(code, 0, printed);
  return JSON.parse(output);
}

function run(...args) {
  const child = spawn(process.execPath, [program, '--json', ...args], {
    env: { ...process.env, MCPC_HOME_DIR: home, HOME: home, BROWSER: 'true', PATH: path },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let printed = '';
  let followed;
  child.stdout.on('data', chunk => (output += chunk));
  child.stderr.on('data', chunk => {
    printed += chunk;
    const link = printed.endsWith('\n') && printedLink(printed);
    if (link && !followed) follow((followed = link)).catch(failure => (printed += failure.message));
  });
  return new Promise(resolve => child.once('close', code => resolve({ code, output, printed })));
}

function textOf({ content }) {
  return content.map(part => part.text).join('\n');
}
