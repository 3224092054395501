// The official conformance suite's server scenarios that need no fixture tools, behind the gate.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { mcpUrl, origin } from './lib/gatehouse.mjs';
import { startNode } from './lib/process.mjs';
import { accessToken } from './lib/token.mjs';

const scenarios = {
  '2025-11-25': ['server-initialize', 'ping', 'tools-list', 'dns-rebinding-protection'],
  '2026-07-28': ['tools-list', 'dns-rebinding-protection', 'http-header-validation'],
};

let token;

before(async () => {
  token = await accessToken('mcp.read notes:read');
});

for (const [version, names] of Object.entries(scenarios)) {
  for (const name of names) test(`${name}, ${version}`, () => passes(name, version));
}

async function passes(scenario, version) {
  const suite = startNode(
    [
      ...['--import', './lib/bearer-preload.mjs', 'node_modules/@modelcontextprotocol/conformance/dist/index.js'],
      ...['server', '--url', mcpUrl, '--scenario', scenario, '--spec-version', version],
    ],
    { BEARER_ORIGIN: origin, BEARER_TOKEN: token },
  );
  const code = await suite.exited;
  assert.equal(code, 0, suite.output());
  assert.match(suite.output(), /Passed: [1-9]\d*\/\d+, 0 failed/);
}
