// The official conformance suites' server scenarios, required and pending ones, against `--tools everything` behind the gate. Extensions
// that this server does not declare (tasks, skills) are run by the suite and not counted.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { mcpUrl, origin } from './lib/gatehouse.mjs';
import { startNode } from './lib/process.mjs';
import { accessToken } from './lib/token.mjs';

const newest = '@modelcontextprotocol/conformance';
const released = 'conformance-v0';

let token;

before(async () => {
  token = await accessToken('mcp.read mcp.write');
});

test('0.2.0-alpha.12, requirements of 2025-11-25', () =>
  passes(newest, ['--requirements', '2025-11-25'], { scenarios: 33, checks: 83 }));

test('0.2.0-alpha.12, requirements of 2026-07-28', () =>
  passes(newest, ['--requirements', '2026-07-28'], { scenarios: 40, checks: 151 }));

test('0.1.16, all', () => passes(released, ['--suite', 'all'], { scenarios: 32, checks: 46 }));

async function passes(suite, options, expected) {
  const run = startNode(
    [
      ...['--import', './lib/bearer-preload.mjs', `node_modules/${suite}/dist/index.js`],
      ...['server', '--url', mcpUrl, ...options],
    ],
    { BEARER_ORIGIN: origin, BEARER_TOKEN: token },
  );
  await run.exited;
  const summary = run.output().split('=== SUMMARY ===')[1];
  assert.ok(summary, run.output());
  const extensions = new Set([...summary.matchAll(/[✓✗] (\S+) \(extension\)/g)].map(([, name]) => name));
  const scenarios = [...summary.matchAll(/[✓✗] (\S+): (\d+) passed, (\d+) failed/g)]
    .map(([, name, passed, failed]) => ({ name, passed: Number(passed), failed: Number(failed) }))
    .filter(({ name }) => !extensions.has(name));
  const checks = scenarios.reduce((sum, { passed }) => sum + passed, 0);
  console.log(`conformance ${options.join(' ')}: ${scenarios.length} scenarios, ${checks} checks passed`);
  assert.deepEqual(scenarios.filter(({ failed }) => failed > 0), [], run.output());
  assert.deepEqual({ scenarios: scenarios.length, checks }, expected, run.output());
}
