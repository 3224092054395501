// Inspector 2.12 in both protocol eras: connect, which logs in on the 401; call a tool; and the step-up from
// mcp.read to notes:write that the 403 of add_note asks for.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { consent, inFreshContext, launchBrowser, logInAndConsent } from './lib/browser.mjs';
import { mcpUrl } from './lib/gatehouse.mjs';
import { freePorts } from './lib/ports.mjs';
import { startNode } from './lib/process.mjs';

let browser, home;

before(async () => {
  home = await mkdtemp(join(tmpdir(), 'inspector-v2-'));
  browser = await launchBrowser();
});

after(async () => {
  await browser?.close();
  await rm(home, { recursive: true, force: true });
});

for (const era of ['legacy', 'modern']) {
  test(`connect, echo and step-up, ${era} era`, async () => {
    const inspector = await startInspector(era);
    try {
      await inFreshContext(browser, `inspector-v2 ${era}`, async page => {
        await page.goto(inspector.url);
        await connect(page);
        await callEcho(page);
        await stepUp(page);
        await addNote(page);
        await page.getByText('stored note for alice').first().waitFor();
        await status(page, 'connected');
      });
    } finally {
      await inspector.stop();
    }
  });
}

async function startInspector(era) {
  const [web, sandbox, app] = await freePorts(3);
  const process = startNode(
    ['node_modules/inspector-v2/clients/launcher/build/index.js', mcpUrl, '--protocol-era', era],
    {
      HOME: home,
      CLIENT_PORT: `${web}`,
      MCP_SANDBOX_PORT: `${sandbox}`,
      MCP_APP_ORIGIN_PORT: `${app}`,
      MCP_INSPECTOR_API_TOKEN: 'interop',
      MCP_INSPECTOR_SECRET_STORE: 'memory',
      MCP_AUTO_OPEN_ENABLED: 'false',
    },
  );
  const [, url] = await process.printed(/up and running at:\s+(http\S+)/);
  return { url, stop: process.stop };
}

async function connect(page) {
  await page.getByRole('switch', { name: /^Connect or disconnect/ }).click({ force: true });
  await logInAndConsent(page, { scopes: ['mcp.read'] });
  await status(page, 'connected');
}

function status(page, value) {
  return page.locator(`[data-testid=connection-status][data-status=${value}]`).waitFor();
}

async function callEcho(page) {
  await openTool(page, 'echo');
  await page.getByLabel('message').first().fill('hello from Inspector 2');
  await execute(page);
  await page.getByText('hello from Inspector 2').first().waitFor();
}

async function stepUp(page) {
  await addNote(page);
  const dialog = page.getByRole('dialog', { name: 'Additional permissions required' });
  await dialog.waitFor();
  const scopes = await dialog.getByRole('listitem').allInnerTexts();
  assert.deepEqual(scopes.map(words), ['mcp.read ALREADY GRANTED', 'offline_access ALREADY GRANTED', 'notes:write NEW']);
  await dialog.getByRole('button', { name: 'Authorize' }).click();
  await consent(page, { scopes: ['mcp.read', 'notes:write'] });
  await status(page, 'connected');
}

async function addNote(page) {
  await openTool(page, 'add_note');
  await page.getByLabel(/^note\b/).first().fill('written after the step-up');
  await execute(page);
}

async function openTool(page, name) {
  await page.getByRole('radiogroup').first().getByText('Tools').click();
  await page.getByRole('button', { name: new RegExp(`\\b${name}$`) }).click();
}

function execute(page) {
  return page.getByRole('button', { name: 'Execute Tool' }).click();
}

function words(text) {
  return text.replace(/\s+/g, ' ').trim();
}
