// mcp-remote 0.15.1 between a client that speaks stdio and the servers: one row of the table client × feature.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { ElicitRequestSchema, ProgressNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { answer, connectedSteps } from '../lib/client-steps.mjs';
import { mcpUrl } from '../lib/gatehouse.mjs';
import { follow, printedLink } from '../lib/printed-link.mjs';
import { restart, Row } from '../lib/row.mjs';
import { callTool } from '../lib/tools.mjs';

const program = join(import.meta.dirname, '../node_modules/.bin/mcp-remote');
const directory = mkdtempSync(join(tmpdir(), 'mcp-remote-'));
const transport = new StdioClientTransport({
  command: process.execPath,
  args: [program, mcpUrl],
  env: { ...process.env, MCP_REMOTE_CONFIG_DIR: directory, BROWSER: 'true' },
  stderr: 'pipe',
});
let revision;
transport.setProtocolVersion = negotiated => (revision = negotiated);

const opened = [];
let printed = '';
transport.stderr.on('data', chunk => {
  printed += chunk;
  const link = printedLink(printed);
  if (!link || opened.includes(link) || !printed.endsWith('\n')) return;
  opened.push(link);
  follow(link).catch(failure => console.log(`the link led nowhere: ${failure.message.slice(0, 300)}`));
});

const client = new Client({ name: 'interop', version: '1' }, { capabilities: { elicitation: {} } });
client.setRequestHandler(ElicitRequestSchema, () => answer);
try {
  await client.connect(transport);
  const row = new Row('mcp-remote 0.15.1', revision);
  await connectedSteps(client, row, callWithProgress);
  await eventually(() => callTool(client, 'add_note', { note: 'stepped up' }));
  row.does('step-up');
  await restart();
  await callTool(client, 'echo', { message: 'still here' });
  row.does('restart');
  await restart({ forgettingKey: true });
  await eventually(() => callTool(client, 'echo', { message: 'back' }));
  row.does('forgotten');
  row.write();
} catch (failure) {
  console.log(printed);
  throw failure;
} finally {
  await client.close();
}

/** As `onprogress` would have it, which the SDK takes away with the result: over stdio the last progress comes in the same breath. */
async function callWithProgress(call, { onprogress }) {
  client.setNotificationHandler(ProgressNotificationSchema, notification => onprogress(notification.params));
  await client.callTool({ ...call, _meta: { progressToken: 'interop' } });
  await new Promise(setImmediate);
}

/**
 * Once it is forgotten, its stream and its request log in at the same time, in one process: they take each other's code, or write the same
 * file in the same millisecond, of which the second rename fails (ENOENT). A person asks again a moment later; a fault of ours would stay.
 */
async function eventually(call, attempts = 5) {
  try {
    return await call();
  } catch (failure) {
    if (attempts === 1) throw failure;
    console.log(`  asked again, since it said: ${failure.message.slice(0, 200)}`);
    await new Promise(resolve => setTimeout(resolve, 1000));
    return eventually(call, attempts - 1);
  }
}
