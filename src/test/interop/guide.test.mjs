// Guided mode before servers of others, in a real browser: the example server of the official TypeScript SDK to the end, and every
// step of it pasted into a shell; a server that is broken, which must be said and not walked past.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { inFreshContext, launchBrowser, screenshots } from './lib/browser.mjs';
import { paste, walkGuide } from './lib/guide.mjs';
import { freePorts } from './lib/ports.mjs';
import { startNode } from './lib/process.mjs';

let browser;

before(async () => { browser = await launchBrowser(); });
after(() => browser?.close());

test('walks the example server of the TypeScript SDK, and so does a shell', async () => {
  const [port, authPort] = await freePorts(2);
  const example = join(import.meta.dirname, 'node_modules/@modelcontextprotocol/sdk/dist/esm/examples/server/simpleStreamableHttp.js');
  const server = startNode([example, '--oauth'], { MCP_PORT: String(port), MCP_AUTH_PORT: String(authPort) });
  try {
    await server.printed(/MCP Streamable HTTP Server listening/);
    await inFreshContext(browser, 'guide sdk', async page => {
      const { titles, shell } = await walkGuide(page, `http://localhost:${port}/mcp`);
      assert.equal(await page.locator('.wrong').count(), 0);
      assert.match(titles.at(-1), /Revoke what we hold/);
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.screenshot({ path: join(screenshots, 'console-guide-sdk.png'), fullPage: true });
      assert.deepEqual(await paste(shell, page), [401, 200, 200, 201, 200, 200, 202, 200]);
    });
  } finally {
    await server.stop();
  }
});

test('stops where the server of others is broken, and says why', async () => {
  const [port] = await freePorts(1);
  const base = `http://localhost:${port}`;
  const documents = {
    '/.well-known/oauth-protected-resource/mcp': { resource: `${base}/mcp`, authorization_servers: [base] },
    '/.well-known/oauth-authorization-server': { issuer: `${base}/`, code_challenge_methods_supported: ['plain'] },
  };
  const server = createServer((request, response) => {
    const document = documents[request.url];
    response.writeHead(document ? 200 : 401, { 'content-type': 'application/json', 'www-authenticate': 'Bearer realm="broken"' });
    response.end(JSON.stringify(document ?? {}));
  });
  await new Promise(listening => server.listen(port, 'localhost', listening));
  try {
    await inFreshContext(browser, 'guide broken', async page => {
      await walkGuide(page, `${base}/mcp`);
      assert.match(await page.locator('.wrong').first().innerText(), /compared byte for byte/);
      assert.match(await page.locator('.wrong').last().innerText(), /lacks S256/);
      await page.getByRole('button', { name: 'Try this step again' }).waitFor();
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.screenshot({ path: join(screenshots, 'console-guide-broken.png'), fullPage: true });
    });
  } finally {
    server.close();
  }
});
