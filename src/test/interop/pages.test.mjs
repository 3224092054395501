// Every page in three widths, light and dark: a picture in target/screenshots, no rule of WCAG 2.2 AA that axe
// knows broken, nothing wider than the window, and no complaint in the browser's console.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { authorizationUrl } from './lib/authorization.mjs';
import { inFreshContext, launchBrowser, logIn, logInAndConsent, screenshots } from './lib/browser.mjs';
import { alice, bob, issuer, origin } from './lib/gatehouse.mjs';

const everyScope = 'mcp.read mcp.write notes:read notes:write admin:notes';
const redirectUri = 'http://localhost:6274/oauth/callback';
const longName = `${'A client with quite a long name that goes on '.repeat(4)}${'x'.repeat(60)}`;

let axe, browser;

before(async () => {
  axe = await readFile(join(import.meta.dirname, 'node_modules/axe-core/axe.min.js'), 'utf8');
  browser = await launchBrowser();
});

after(() => browser?.close());

pageTest('login', async page => {
  await page.goto(await authorizationUrl({ redirectUri, name: 'MCP Inspector' }));
});

pageTest('login-refused', async page => {
  await page.goto(await authorizationUrl({ redirectUri, name: longName }));
  await page.fill('input[name=username]', alice.username);
  await page.fill('input[name=password]', 'not the password');
  await page.press('input[name=password]', 'Enter');
  await page.locator('input[name=password]').waitFor();
});

pageTest('consent-alice', async page => {
  await page.goto(await authorizationUrl({ redirectUri, name: 'MCP Inspector', scope: everyScope }));
  await logIn(page);
});

pageTest('consent-bob', async page => {
  await page.goto(await authorizationUrl({ redirectUri: 'https://app.example.test/cb', name: longName, scope: everyScope }));
  await logIn(page, bob);
  assert.ok(await page.getByLabel('not available to your ring (ft-member)').isDisabled());
});

pageTest('consent-stranger', async page => {
  const redirect = 'https://xn--pple-43d.accounts.example.test/cb';
  await page.goto(await authorizationUrl({ redirectUri: redirect, name: longName, scope: everyScope }));
  await logIn(page);
  await page.getByText('Another computer:').waitFor();
  await page.getByText('far-reaching').waitFor();
});

pageTest('consent-step-up', async page => {
  const url = await authorizationUrl({ redirectUri: `${origin}/nowhere`, name: 'A client of loopback', scope: 'mcp.read' });
  await page.goto(url);
  await logInAndConsent(page);
  await page.waitForURL(`${origin}/**`);
  await page.goto(url.replace('mcp.read', everyScope.replaceAll(' ', '+')));
  await page.getByText('Allowed before', { exact: true }).waitFor();
});

pageTest('consent-without-script', async page => {
  await page.goto(await authorizationUrl({ redirectUri, name: 'MCP Inspector', scope: everyScope }));
  await logIn(page);
}, { javaScriptEnabled: false });

pageTest('allowed', async page => {
  await page.goto(await authorizationUrl({ redirectUri: `${origin}/nowhere`, name: longName }));
  await logInAndConsent(page);
  await page.waitForURL(`${origin}/**`);
  await page.goto(`${issuer}/allowed`);
  await page.evaluate(() => { document.querySelector('input[name=csrf]').value = 'of another login'; });
  await page.getByRole('button', { name: /End this/ }).first().click();
  await page.getByText('Nothing has ended yet').waitFor();
});

pageTest('logout', async page => {
  await page.goto(await authorizationUrl({ redirectUri }));
  await logIn(page);
  await page.goto(`${issuer}/logout`);
});

pageTest('issuer', page => page.goto(issuer));

pageTest('mcp-url', page => page.goto(`${origin}/mcp`));

pageTest('mcp-url-without-script', page => page.goto(`${origin}/mcp`), { javaScriptEnabled: false });

pageTest('not-there', page => page.goto(`${origin}/nowhere`));

pageTest('not-there-issuer', page => page.goto(`${issuer}/nowhere`));

pageTest('not-by-get', page => page.goto(`${issuer}/token`));

pageTest('error', page => page.goto(`${issuer}/authorize?response_type=code&client_id=forgotten&redirect_uri=${redirectUri}`));

pageTest('landing', page => page.goto(`${origin}/`));

pageTest('landing-logged-in', async page => {
  await page.goto(`${origin}/`);
  await page.getByRole('button', { name: 'Log in as alice or bob' }).click();
  await logInAndConsent(page, { scopes: ['mcp.read'] });
  await page.getByRole('heading', { name: 'Logged in as alice' }).waitFor();
  await callTool(page, 'echo', { message: 'hello from the landing page' });
  await page.getByText('200 OK').first().waitFor();
  await callTool(page, 'add_note', { note: 'beyond this token' });
  await page.getByText('403 Forbidden').first().waitFor();
});

pageTest('console-empty', async page => {
  await page.goto(`${origin}/console/`);
  await page.locator('#steps li').first().waitFor(); // a run that is still loading would be missed
  await page.getByRole('button', { name: 'Forget all' }).click();
  await page.getByText('Nothing has happened yet').waitFor();
});

pageTest('console-from-an-error', async page => {
  await page.goto(`${issuer}/authorize?response_type=code&client_id=forgotten&redirect_uri=${redirectUri}`);
  await fetch(`${origin}/mcp`, { method: 'POST', headers: { 'user-agent': 'another, later' } });
  await page.getByRole('link', { name: 'See this step in the live view' }).click();
  await page.locator('#step').getByText('client_id').first().waitFor();
  await page.getByText('No client is registered here with this client_id').first().waitFor();
});

pageTest('handshake-links', async page => {
  await page.goto(`${origin}/#handshake`);
  const links = page.locator('.steps a');
  for (const [index, link] of (await links.all()).entries()) {
    await link.focus();
    const { width, height } = await link.boundingBox();
    assert.ok(width > 200 && height >= 24, `link ${index} is ${width} by ${height}`);
    assert.match(await link.innerText(), /watch/);
  }
});

pageTest('console', async page => {
  const refused = new URL(await authorizationUrl({ redirectUri, name: longName, scope: everyScope }));
  refused.searchParams.set('redirect_uri', 'http://127.0.0.1:6274/oauth/callback');
  await fetch(refused);
  await page.goto(`${origin}/console/`);
  await page.getByText('Only the host of the address differs').first().waitFor();
});

pageTest('console-map', async page => {
  await page.goto(`${origin}/console/#map`);
  await page.getByText('Who may call what').waitFor();
});

pageTest('console-guide', async page => {
  await page.goto(`${origin}/console/#guide`);
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText('resource is the URL that we were given').waitFor();
});

function pageTest(name, open, options) {
  test(name, () =>
    inFreshContext(browser, name, async page => {
      const complaints = [];
      page.on('console', message => message.type() === 'error' && complaints.push(message.text()));
      page.on('response', reply => isMissing(reply) && complaints.push(`${reply.status()} ${reply.url()}`));
      await open(page);
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        if (options?.javaScriptEnabled !== false) await assertAccessible(page, `${name}, ${colorScheme}`); // axe is a script
        for (const width of [320, 768, 1440]) await picture(page, `${name}-${width}-${colorScheme}`, width);
      }
      assert.deepEqual(complaints.filter(isOfThePage), []);
    }, options),
  );
}

async function callTool(page, name, fields) {
  const tool = page.locator('details.tool', { has: page.locator(`form[data-tool=${name}]`) });
  await tool.locator('summary').click();
  for (const [field, value] of Object.entries(fields)) await tool.locator(`input[name=${field}]`).fill(value);
  await tool.getByRole('button', { name: `Call ${name}` }).click();
}

async function picture(page, name, width) {
  await page.setViewportSize({ width, height: 800 });
  await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true });
  const content = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(content <= width, `${name} is ${content} px wide`);
}

async function assertAccessible(page, name) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }));
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' ')}`);
  assert.deepEqual(found, [], name);
}

function isMissing(reply) {
  return reply.status() >= 400 && !reply.request().isNavigationRequest();
}

/** Chromium also reports each 4xx as an error, and an error page has to be one. */
function isOfThePage(complaint) {
  return !complaint.startsWith('Failed to load resource');
}
