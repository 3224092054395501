// The live view when it has to hold: the connection breaks, the server starts anew, hundreds of steps come.
import assert from 'node:assert/strict';
import { connect, createServer } from 'node:net';
import { after, before, test } from 'node:test';
import { inFreshContext, launchBrowser } from './lib/browser.mjs';
import { issuer, origin } from './lib/gatehouse.mjs';

const restartButton = process.env.GATEHOUSE_RESTART;
const steps = 800;
/** No task of the page may hold up the person in front of it for longer than this, in ms: on a quiet machine 100, a blink, is kept; this leaves room for a busy one. */
const longestTask = 500;
let browser;

before(async () => { browser = await launchBrowser(); });
after(() => browser?.close());

test('comes back by itself when the connection breaks, with what happened meanwhile, and nothing twice', async () => {
  const line = await cuttableLine(Number(new URL(origin).port));
  try {
    await inFreshContext(browser, 'console cut', async page => {
      await page.goto(`http://localhost:${line.port}/console/`);
      const before = await register('Before the cut');
      await run(page, before.name).waitFor();
      line.cut();
      await page.getByText('Trying again').waitFor();
      const meanwhile = await register('During the cut');
      await register('During the cut, too');
      line.mend();
      await page.getByText('Connected: steps').waitFor();
      await run(page, 'During the cut, too').waitFor();
      for (const { name } of [before, meanwhile]) assert.equal(await run(page, name).count(), 1, name);
      await run(page, before.name).click();
      await page.locator('#steps .step').first().waitFor();
      await refresh(before);
      await page.locator('#steps .step').nth(1).waitFor();
      assert.deepEqual(await numbers(page), ['1', '2']);
    });
  } finally {
    line.close();
  }
});

test('shows hundreds of steps while they come, without a hitch, and walks them by keyboard', () =>
  inFreshContext(browser, 'console many', async page => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`${origin}/console/`);
    await page.getByText('Connected: steps').waitFor();
    const client = await register('A busy client');
    await run(page, client.name).click();
    await measure(page);
    for (let sent = 1; sent < steps; sent += 20) {
      await Promise.all(Array.from({ length: Math.min(20, steps - sent) }, () => revoke(client)));
      await new Promise(resolve => setTimeout(resolve, 250));
    }
    await page.waitForFunction(count => document.querySelectorAll('#steps .step').length === count, steps);
    const coming = await measured(page);

    await page.reload();
    await measure(page);
    await run(page, client.name).click();
    await page.waitForFunction(count => document.querySelectorAll('#steps .step').length === count, steps);
    await page.locator('#steps .step').first().focus();
    for (let i = 0; i < 60; i++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    await page.getByRole('heading', { name: new RegExp(`^${steps}\\. `) }).waitFor();
    await page.fill('#search', 'no such thing');
    await page.fill('#search', '');
    const opened = await measured(page);
    console.log(`${steps} steps as they come: ${JSON.stringify(coming)}; opened, walked, searched: ${JSON.stringify(opened)}`);
    for (const { longest } of [coming, opened]) assert.ok(longest < longestTask, `a task of ${longest} ms`);
  }));

test('begins anew when the server did', () =>
  inFreshContext(browser, 'console restart', async page => {
    await page.goto(`${origin}/console/`);
    const before = await register('Of the first process');
    await run(page, before.name).click();
    await page.locator('#steps .step').first().waitFor();
    await fetch(restartButton, { method: 'POST' });
    await page.getByText('Connected: steps').waitFor({ timeout: 20_000 });
    await register('Of the second process');
    await run(page, 'Of the second process').waitFor();
    assert.equal(await run(page, before.name).count(), 0);
    assert.deepEqual(await numbers(page), ['1']);
  }));

function run(page, name) {
  return page.locator('#runs .run', { has: page.getByText(name, { exact: true }) });
}

function numbers(page) {
  return page.locator('#steps .step').evaluateAll(all => all.map(one => one.dataset.n));
}

async function register(name) {
  const metadata = { client_name: name, redirect_uris: ['http://localhost:6274/x'], token_endpoint_auth_method: 'none', application_type: 'native', grant_types: ['authorization_code', 'refresh_token'] };
  const reply = await fetch(`${issuer}/register`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(metadata) });
  return { name, id: (await reply.json()).client_id };
}

function refresh({ id }) {
  return fetch(`${issuer}/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'x', client_id: id }) });
}

function revoke({ id }) {
  return fetch(`${issuer}/revoke`, { method: 'POST', body: new URLSearchParams({ token: 'x', client_id: id }) });
}

/** Counts tasks of more than 50 ms, as the browser tells of them; one is made on purpose, to see that it does. */
async function measure(page) {
  await page.evaluate(() => {
    window.tasks = [];
    new PerformanceObserver(list => window.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ entryTypes: ['longtask'] });
    setTimeout(() => { for (const end = performance.now() + 80; performance.now() < end;); });
  });
  await page.waitForFunction(() => window.tasks.length > 0);
  await page.evaluate(() => { window.tasks = []; });
}

function measured(page) {
  return page.evaluate(() => ({ tasks: window.tasks.length, longest: Math.max(0, ...window.tasks) }));
}

/** A TCP line to the server that can be cut: what is open breaks, and what is new is refused until it is mended. */
async function cuttableLine(target) {
  const open = new Set();
  let whole = true;
  const server = createServer(socket => {
    if (!whole) {
      socket.destroy();
      return;
    }
    const far = connect(target, 'localhost');
    for (const end of [socket, far]) {
      open.add(end);
      end.on('error', () => {}).on('close', () => { open.delete(end); socket.destroy(); far.destroy(); });
    }
    socket.pipe(far).pipe(socket);
  });
  await new Promise(resolve => server.listen(0, 'localhost', resolve));
  return {
    port: server.address().port,
    cut: () => { whole = false; open.forEach(end => end.destroy()); },
    mend: () => { whole = true; },
    close: () => { open.forEach(end => end.destroy()); server.close(); },
  };
}
