// Inspector 1.0.3: the guided flow, the quick flow and plain Connect, each "Via Proxy" (its server fetches)
// and "Direct" (the browser fetches, so CORS counts), given the MCP URL or the bare origin.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { inFreshContext, launchBrowser, logInAndConsent, screenshots } from './lib/browser.mjs';
import { mcpUrl, origin } from './lib/gatehouse.mjs';
import { freePorts } from './lib/ports.mjs';
import { startNode } from './lib/process.mjs';

let browser, inspector, inspectorUrl;

before(async () => {
  const [client, server] = await freePorts(2);
  inspector = startNode(['node_modules/inspector-v1/cli/build/cli.js', '--transport', 'http', '--server-url', mcpUrl], {
    CLIENT_PORT: `${client}`,
    SERVER_PORT: `${server}`,
    MCP_PROXY_AUTH_TOKEN: 'interop',
    MCP_AUTO_OPEN_ENABLED: 'false',
  });
  const [, url] = await inspector.printed(/up and running at:\s+(http\S+)/);
  // On another proxy port than 6277 Inspector forgets MCP_PROXY_PORT at the redirect; the full address it keeps.
  inspectorUrl = `${url}&MCP_PROXY_FULL_ADDRESS=${encodeURIComponent(`http://localhost:${server}`)}`;
  browser = await launchBrowser();
});

after(async () => {
  await browser?.close();
  await inspector?.stop();
});

for (const connection of ['Via Proxy', 'Direct']) {
  for (const url of [mcpUrl, origin]) {
    test(`guided flow, ${connection}, ${path(url)}`, async () => {
      await inInspector(connection, url, async page => {
        await guidedFlow(page);
        await connectAndEcho(page);
      });
    });
  }
  test(`quick flow, ${connection}, ${path(mcpUrl)}`, async () => {
    await inInspector(connection, mcpUrl, async page => {
      await quickFlow(page);
      await connectAndEcho(page);
    });
  });
}

test('guided flow, each step in the live view when it happens', async () => {
  await inInspector('Via Proxy', mcpUrl, async page => {
    const live = await page.context().newPage();
    await live.goto(`${origin}/console/`);
    await guidedFlow(page, words => live.locator('#steps .step', { hasText: words }).first().waitFor());
    await live.getByRole('heading', { name: 'MCP Inspector', exact: true }).waitFor();
    assert.equal(await live.locator('#steps .refused').count(), 0);
    await live.setViewportSize({ width: 1440, height: 900 });
    await live.screenshot({ path: join(screenshots, 'console-inspector.png') });
  });
});

test('Connect alone, which logs in on the 401', async () => {
  await inInspector('Via Proxy', mcpUrl, async page => {
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await logInAndConsent(page);
    await connectedAfterLogin(page);
    await callEcho(page);
  });
});

/** Back from the login the Inspector connects by itself, but on a busy machine it forgets to; then one presses Connect again. */
async function connectedAfterLogin(page) {
  await page
    .getByText('Connected', { exact: true })
    .waitFor({ timeout: 5000 })
    .catch(() => page.getByRole('button', { name: 'Connect', exact: true }).click());
}

function inInspector(connection, url, steps) {
  return inFreshContext(browser, `inspector-v1 ${connection} ${path(url)}`, async page => {
    await page.goto(inspectorUrl);
    await page.locator('#sse-url-input').fill(url);
    await page.locator('#connection-type-select').click();
    await page.getByRole('option', { name: connection }).click();
    await steps(page);
  });
}

async function guidedFlow(page, shows = async () => {}) {
  await page.getByRole('button', { name: 'Open Auth Settings' }).click();
  await page.getByRole('button', { name: 'Guided OAuth Flow' }).click();
  const next = page.getByRole('button', { name: 'Continue', exact: true });
  await next.click();
  await page.getByText('OAuth Metadata Sources').waitFor();
  await shows('reads the metadata of the resource');
  await shows('reads the metadata of the authorization server');
  await next.click();
  await page.getByText('Registered Client Information').waitFor();
  await shows('registers itself');
  await next.click();
  await page.locator('#authCode').fill(await authorizedInNewTab(page));
  await shows('allows');
  await next.click();
  await page.getByText('Token Request Details').waitFor();
  await next.click();
  await shows('redeems the code');
  await authenticationComplete(page);
}

async function authorizedInNewTab(page) {
  const opened = page.context().waitForEvent('page');
  await page.getByRole('button', { name: 'Open authorization URL in new tab' }).click();
  const tab = await opened;
  await logInAndConsent(tab);
  await tab.getByText('Please copy this authorization code').waitFor();
  const code = await tab.locator('code').innerText();
  await tab.close();
  return code;
}

async function quickFlow(page) {
  await page.getByRole('button', { name: 'Open Auth Settings' }).click();
  await page.getByRole('button', { name: 'Quick OAuth Flow' }).click();
  await logInAndConsent(page);
  await authenticationComplete(page);
}

/** The last step's own content, not its label: that is on the page from the start. */
async function authenticationComplete(page) {
  await page.locator('summary', { hasText: 'Access Tokens' }).click();
  const tokens = JSON.parse(await page.locator('pre', { hasText: 'access_token' }).innerText());
  assert.equal(tokens.token_type, 'Bearer');
  await page.getByRole('button', { name: 'Back to Connect' }).click();
}

async function connectAndEcho(page) {
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await callEcho(page);
}

async function callEcho(page) {
  await page.getByText('Connected', { exact: true }).waitFor();
  await page.getByRole('tab', { name: 'Tools' }).click();
  const tools = page.getByRole('tabpanel', { name: 'Tools' });
  await tools.getByRole('button', { name: 'List Tools' }).click();
  await tools.getByText('Echo', { exact: true }).click();
  await tools.locator('#message').fill('hello from Inspector 1');
  await tools.getByRole('button', { name: 'Run Tool' }).click();
  await tools.getByText('Success', { exact: true }).waitFor();
  await tools.getByText('hello from Inspector 1').last().waitFor();
}

function path(url) {
  return url === origin ? 'bare origin' : '/mcp';
}
