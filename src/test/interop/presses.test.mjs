// Nothing but a press on Allow allows: every control of the consent page is pressed with real keys in real Chromium, with
// JavaScript and without; and presses that began on another page or in another window count for nothing.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { authorizationUrl } from './lib/authorization.mjs';
import { inFreshContext, launchBrowser, logIn } from './lib/browser.mjs';
import { alice, issuer, origin } from './lib/gatehouse.mjs';
import { pause } from './lib/process.mjs';

const redirectUri = 'http://localhost:9/cb';
const scope = 'mcp.read notes:read notes:write admin:notes';
const answers = ['approve', 'deny'];
const controls = 'a[href], button:not([value=none]), input:not([type=hidden]), summary, [tabindex]:not([tabindex="-1"])';

let browser;

before(async () => { browser = await launchBrowser(); });
after(() => browser?.close());

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with JavaScript' : 'without JavaScript';

  test(`no key on any control but Allow allows, ${how}`, () =>
    onConsent({ javaScriptEnabled }, async (page, decisions) => {
      const consent = page.url();
      const reachable = await page.locator(controls).count();
      assert.ok(reachable >= 9, `${reachable} controls`);
      let pressed = 0;
      for (let index = 0; index < reachable; index++) {
        for (const key of ['Enter', 'Space', 'Shift+Enter', 'Control+Enter']) {
          await page.goto(consent);
          const control = page.locator(controls).nth(index);
          if (answers.includes(await control.getAttribute('value')) || await control.isDisabled()) continue;
          await control.focus();
          await page.keyboard.press(key);
          await pause(50);
          pressed++;
        }
      }
      assert.ok(pressed >= 4 * 7, `${pressed} presses`);
      await page.goto(consent);
      for (const key of ['Enter', 'Space', 'Escape', 'a', 'A']) await page.keyboard.press(key);
      assert.deepEqual(decisions, []);
      await page.locator('button[value=approve]').focus();
      await page.keyboard.press('Enter');
      await isApproved(decisions);
    }));

  test(`a key that is held down since the login allows nothing, ${how}`, () =>
    fresh({ javaScriptEnabled }, async (page, decisions, context) => {
      await page.goto(await authorizationUrl({ redirectUri, scope }));
      await page.fill('input[name=username]', alice.username);
      await page.keyboard.press('Enter'); // on the user name alone: the password is missing
      assert.equal(new URL(page.url()).pathname, '/login');
      const logins = [];
      context.on('request', request => request.method() === 'POST' && request.url() === `${issuer}/login` && logins.push(request));
      await page.fill('input[name=password]', alice.password);
      const arrived = page.waitForURL(/\/consent\b/);
      await page.keyboard.down('Enter');
      if (javaScriptEnabled) { // without, the browser sends the form again each time
        for (let times = 0; times < 5; times++) await page.keyboard.down('Enter');
      }
      await arrived;
      assert.equal(logins.length, 1);
      for (let times = 0; times < 10; times++) await page.keyboard.down('Enter');
      await pause(200);
      await page.keyboard.up('Enter');
      assert.equal(new URL(page.url()).pathname, '/consent');
      assert.deepEqual(decisions, []);
    }));

  test(`the second click of a double click on the page before allows nothing, ${how}`, () =>
    fresh({ javaScriptEnabled }, async (page, decisions, context) => {
      const devtools = await context.newCDPSession(page);
      await devtools.send('Animation.enable');
      await devtools.send('Animation.setPlaybackRate', { playbackRate: 0 }); // the first moment lasts
      await page.goto(await authorizationUrl({ redirectUri, scope }));
      await logIn(page);
      await clickAt(page, 'button[value=approve]');
      await pause(200);
      assert.deepEqual(decisions, []);
      await devtools.send('Animation.setPlaybackRate', { playbackRate: 1 });
      await page.click('button[value=approve]', { noWaitAfter: true });
      await isApproved(decisions);
    }));
}

test('the second click of a double click on Log in ends nothing', () =>
  fresh({}, async (page, _, context) => {
    const ended = [];
    context.on('request', request => {
      if (request.method() === 'POST' && request.url() === `${issuer}/allowed`) ended.push(request.postData());
    });
    await page.goto(await authorizationUrl({ redirectUri: `${origin}/nowhere` }));
    await logIn(page);
    await page.click('button[value=approve]');
    await page.waitForURL(`${origin}/**`);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Animation.enable');
    await devtools.send('Animation.setPlaybackRate', { playbackRate: 0 });
    await page.goto(`${issuer}/allowed`);
    await clickAt(page, 'form[action="/allowed"] button');
    await pause(200);
    assert.deepEqual(ended, []);
    await devtools.send('Animation.setPlaybackRate', { playbackRate: 1 });
    await page.locator('form[action="/allowed"] button').first().click();
    await page.getByText('gets nothing more from this server').waitFor();
  }));

test('a click that falls through a window that lay over the page allows nothing', () =>
  onConsent({}, async (page, decisions) => {
    await page.waitForFunction(() => !document.querySelector('#answers').classList.contains('shielded'));
    await page.evaluate(() => window.dispatchEvent(new Event('blur')));
    await clickAt(page, 'button[value=approve]');
    await page.getByText('that press did not count').waitFor();
    assert.deepEqual(decisions, []);
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await page.click('button[value=approve]', { noWaitAfter: true });
    await isApproved(decisions);
  }));

test('what I allowed opens beside the question', () =>
  onConsent({}, async (page, decisions, context) => {
    const opened = context.waitForEvent('page');
    await page.getByRole('link', { name: /what I allowed/ }).click();
    await (await opened).getByRole('heading', { name: 'What I allowed' }).waitFor();
    assert.equal(new URL(page.url()).pathname, '/consent');
    assert.deepEqual(decisions, []);
  }));

function onConsent(options, check) {
  return fresh(options, async (page, decisions, context) => {
    await page.goto(await authorizationUrl({ redirectUri, scope }));
    await logIn(page);
    await check(page, decisions, context);
  });
}

/** `decisions` are those that the browser sends, as they are sent. */
function fresh(options, check) {
  return inFreshContext(browser, 'presses', async (page, context) => {
    const decisions = [];
    context.on('request', request => {
      if (request.method() === 'POST' && request.url() === `${issuer}/consent`) {
        decisions.push(new URLSearchParams(request.postData()).get('decision'));
      }
    });
    await check(page, decisions, context);
  }, options);
}

/** Once it is sent, and once alone. */
async function isApproved(decisions) {
  for (let times = 0; times < 100 && decisions.length === 0; times++) await pause(50);
  assert.deepEqual(decisions, ['approve']);
}

/** Where the control is seen, whatever lies there: as a hand does that has seen it. */
async function clickAt(page, selector) {
  const { x, y, width, height } = await page.locator(selector).first().boundingBox();
  await page.mouse.click(x + width / 2, y + height / 2);
}
