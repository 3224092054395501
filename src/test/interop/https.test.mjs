// Over https with a certificate that nobody knows: the browser is told to believe it, and the rest is as ever.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inFreshContext, launchBrowser, logInAndConsent } from './lib/browser.mjs';
import { issuer, mcpUrl, origin } from './lib/gatehouse.mjs';

let browser;

before(async () => {
  browser = await launchBrowser();
});

after(() => browser?.close());

test('the landing page, login, consent and a tool over https', () => inFreshContext(browser, 'https', async (page, context) => {
  await page.goto(`${origin}/`);
  await page.getByRole('button', { name: 'Log in as alice or bob' }).click();
  await logInAndConsent(page);
  await page.getByRole('heading', { name: 'Logged in as alice' }).waitFor();
  const whoami = page.locator('details.tool', { has: page.locator('form[data-tool=whoami]') });
  await whoami.locator('summary').click();
  const [reply] = await Promise.all([
    page.waitForResponse(`${origin}/login/call`),
    whoami.getByRole('button', { name: 'Call whoami' }).click(),
  ]);
  const { result } = JSON.parse((await reply.json()).answer.body);
  assert.equal(result.structuredContent.iss, issuer);
  assert.equal(result.structuredContent.aud, mcpUrl);
  const cookies = await context.cookies();
  assert.equal(cookies.length, 3); // the sessions of both servers, and that alice logged in here before
  for (const { name, secure, httpOnly } of cookies) {
    assert.match(name, /^__Host-/);
    assert.ok(secure && httpOnly, name);
  }
}, { ignoreHTTPSErrors: true }));
