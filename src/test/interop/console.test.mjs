// The live view in a real browser: a handshake appears step by step, says what was wrong, goes out as a file and comes
// back in; the guided walk goes from the first 401 to the revocation; and no secret is ever in the page.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { authorizationUrl, codeVerifier } from './lib/authorization.mjs';
import { inFreshContext, launchBrowser, logIn, logInAndConsent, screenshots } from './lib/browser.mjs';
import { alice, issuer, mcpUrl, origin } from './lib/gatehouse.mjs';

const redirectUri = 'http://localhost:6274/oauth/callback';
let browser;

before(async () => { browser = await launchBrowser(); });
after(() => browser?.close());

test('shows each step of a handshake when it happens, and no secret of it', () =>
  inFreshContext(browser, 'console live', async (page, context) => {
    await page.goto(`${origin}/console/`);
    await page.getByText('Connected: steps').waitFor();
    const secrets = [alice.password, codeVerifier];
    const login = await context.newPage();
    await login.route(`${redirectUri}**`, route => route.fulfill({ body: 'back' }));
    await fetch(mcpUrl, { method: 'POST' });
    await login.goto(await authorizationUrl({ redirectUri, name: 'MCP Inspector', scope: 'mcp.read notes:read' }));
    await page.getByRole('button', { name: /MCP Inspector/ }).first().click();
    await row(page, 'brings the authorization request').waitFor();
    await row(page, 'opens the login page').waitFor();
    await logInAndConsent(login);
    await login.waitForURL(`${redirectUri}**`);
    await row(page, 'allows').waitFor();
    const { code, tokens } = await redeem(login.url());
    secrets.push(code, tokens.access_token, tokens.access_token.split('.')[2], ...(await context.cookies()).map(({ value }) => value));
    await row(page, 'redeems the code').waitFor();
    await call(tokens.access_token, 'echo', { message: 'an argument of alice' });
    await row(page, 'calls the tool echo').waitFor();
    await call(tokens.access_token, 'add_note', { note: 'an argument of alice' });
    await page.getByText('The token is good, but not for this').first().waitFor();
    secrets.push('an argument of alice');

    await row(page, 'redeems the code').click();
    await page.getByRole('heading', { name: 'PKCE' }).waitFor();
    await page.getByText('✓ the same').waitFor();
    for (const opened of await page.locator('details').all()) await opened.evaluate(one => { one.open = true; });
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.screenshot({ path: join(screenshots, 'console-live.png') });
    const id = (await page.locator('#export-json').getAttribute('href')).split('/').at(-2);
    const everywhere = [await page.content()];
    for (const address of [`runs/${id}`, `runs/${id}/export.json`, `runs/${id}/export.har`, 'map', 'runs']) {
      everywhere.push(await (await fetch(`${origin}/console/${address}`)).text());
    }
    for (const secret of secrets) {
      assert.ok(secret.length > 5);
      for (const text of everywhere) assert.ok(!text.includes(secret), `a secret of ${secret.length} characters`);
    }
  }));

test('marks the difference between what was sent and what was right', () =>
  inFreshContext(browser, 'console diagnosis', async page => {
    await page.goto(`${origin}/console/`);
    const request = new URL(await authorizationUrl({ redirectUri, name: 'Wrong resource' }));
    request.searchParams.set('resource', `${origin}/other`);
    await fetch(request, { redirect: 'manual' });
    await page.getByRole('button', { name: /Wrong resource/ }).first().click();
    const note = page.locator('#step [data-diagnosis=resource-unknown]');
    await note.waitFor();
    assert.equal(await note.locator('del').innerText(), 'other');
    assert.equal(await note.locator('ins').innerText(), 'mcp');
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.screenshot({ path: join(screenshots, 'console-diagnosis.png') });
  }));

test('goes out as a file and is opened again from it', () =>
  inFreshContext(browser, 'console file', async page => {
    await page.goto(`${origin}/console/`);
    await fetch(await authorizationUrl({ redirectUri, name: 'For a file' }), { redirect: 'manual' });
    await page.getByRole('button', { name: /For a file/ }).first().click();
    for (const ending of ['json', 'har']) {
      const download = page.waitForEvent('download');
      await page.locator(`#export-${ending}`).click();
      const file = await (await download).path();
      assert.ok(JSON.parse(await readFile(file, 'utf8')));
      await page.setInputFiles('#file', { name: `run.${ending}`, mimeType: 'application/json', buffer: await readFile(file) });
      await page.locator('#flow-facts').getByText('imported').waitFor();
      await page.locator('#runs .imported').first().waitFor();
      await row(page, 'brings the authorization request').waitFor();
      await page.getByRole('button', { name: /For a file/ }).last().click();
    }
    await page.setInputFiles('#file', { name: 'odd.json', mimeType: 'application/json', buffer: Buffer.from('{"a":1}') });
    await page.getByText('odd.json cannot be opened').waitFor();
  }));

test('searches, and walks the steps with the arrow keys', () =>
  inFreshContext(browser, 'console search', async page => {
    await page.goto(`${origin}/console/`);
    await fetch(await authorizationUrl({ redirectUri, name: 'Findable client' }), { redirect: 'manual' });
    await page.getByRole('button', { name: /Findable client/ }).first().waitFor();
    await page.fill('#search', 'findable');
    assert.equal(await page.locator('#runs li:visible').count(), 1);
    await page.getByRole('button', { name: /Findable client/ }).click();
    await row(page, 'registers itself').click();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('heading', { name: /Browser brings the authorization request/ }).waitFor();
  }));

test('walks the whole handshake in guided mode', () =>
  inFreshContext(browser, 'console guide', async page => {
    await page.goto(`${origin}/console/#guide`);
    await page.getByRole('button', { name: 'Begin' }).click();
    for (const title of ['Read the metadata of the resource', 'Read the metadata of the authorization server', 'Register the client', 'Make the authorization request']) {
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByRole('heading', { name: title }).waitFor();
    }
    await page.getByRole('link', { name: /open the browser/ }).click();
    await logIn(page);
    await logInAndConsent(page);
    await page.waitForURL(/\/console\/#guide/);
    for (const title of ['Redeem the code', 'Call again, with the token', 'Say that the client is ready', 'Ask which tools there are', 'Call a tool', 'Call a tool that needs more', 'Ask for the scopes that are missing']) {
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByRole('heading', { name: `. ${title}`, exact: false }).last().waitFor();
    }
    await page.getByRole('link', { name: /open the browser/ }).click();
    await logInAndConsent(page);
    await page.waitForURL(/\/console\/#guide/);
    for (const [title, next] of [['Redeem the second code', 14], ['Call the tool again', 15], ['Refresh the token', 16]]) {
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByRole('heading', { name: title }).waitFor();
      await page.getByText(`Step ${next} of 16`).waitFor();
    }
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('That was the whole handshake').waitFor();
    assert.equal(await page.locator('.wrong').count(), 0);
    assert.ok((await page.content()).includes('$VERIFIER'));
    assert.doesNotMatch(await page.content(), /eyJ[\w-]+\./);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.screenshot({ path: join(screenshots, 'console-guide.png'), fullPage: true });
    await page.getByRole('link', { name: 'See this walk among the runs' }).click();
    await page.locator('#flow-title', { hasText: 'Gatehouse guide' }).waitFor();
    await row(page, 'for which its token lacks the scope').waitFor();
  }));

function row(page, words) {
  return page.locator('#steps .step', { hasText: words }).first();
}

async function redeem(callback) {
  const code = new URL(callback).searchParams.get('code');
  const client = await (await fetch(`${origin}/console/runs`)).json();
  const body = new URLSearchParams({
    grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: codeVerifier, resource: mcpUrl,
    client_id: client.runs.find(({ name }) => name === 'MCP Inspector').client,
  });
  return { code, tokens: await (await fetch(`${issuer}/token`, { method: 'POST', body })).json() };
}

function call(token, name, args) {
  return fetch(mcpUrl, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept: 'application/json, text/event-stream', 'mcp-protocol-version': '2025-06-18' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } }),
  });
}
