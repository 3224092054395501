// The official conformance suite's authorization-server scenarios, with the client `conformance` of
// conf/config.yaml; the browser leg, which the suite leaves to a person, is done by the text browser.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { issuer, mcpUrl } from './lib/gatehouse.mjs';
import { freePorts } from './lib/ports.mjs';
import { startNode } from './lib/process.mjs';
import { approve } from './lib/text-browser.mjs';

test('authorization-server-metadata-endpoint and authorization-code-grant', async () => {
  const [port] = await freePorts(1);
  const suite = startNode([
    ...['node_modules/@modelcontextprotocol/conformance/dist/index.js', 'authorization'],
    ...['--url', issuer, '--resource', mcpUrl, '--client-id', 'conformance', '--port', `${port}`],
  ]);
  try {
    const [authorizationUrl] = await suite.printed(new RegExp(`${issuer}/authorize\\S+`));
    await fetch(await approve(authorizationUrl));
    assert.equal(await suite.exited, 0, suite.output());
    console.log(suite.output());
  } finally {
    await suite.stop();
  }
});
