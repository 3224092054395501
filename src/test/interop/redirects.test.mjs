// Only a real browser enforces a CSP: after consent Chromium must really leave for the client's address, be it
// another port of this computer, a web site or an application. The last test proves that this one can fail.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { authorizationUrl } from './lib/authorization.mjs';
import { inFreshContext, launchBrowser, logInAndConsent } from './lib/browser.mjs';
import { issuer } from './lib/gatehouse.mjs';
import { pause } from './lib/process.mjs';

let browser, client, loopback;

before(async () => {
  browser = await launchBrowser();
  client = createServer((_, reply) => reply.end('back at the client'));
  await new Promise(listening => client.listen(0, 'localhost', listening));
  loopback = `http://localhost:${client.address().port}/cb`;
});

after(async () => {
  await browser?.close();
  client?.close();
});

test('to another port of this computer', () =>
  leavesFor(loopback, {}, async page => {
    await page.getByText('back at the client').waitFor();
    assertAnswer(page.url());
  }));

test('to a web site', () =>
  leavesFor('https://app.example.test/cb', {}, async page => {
    await page.getByText('a stand-in for the web site').waitFor();
    assertAnswer(page.url());
  }));

test('to an application of this computer', () =>
  leavesFor('cursor://anysphere.cursor-mcp/oauth/callback', {}, async (_, left) => assertAnswer(await left)));

test('with a refusal too', () =>
  leavesFor(loopback, { decision: 'deny' }, async page => {
    await page.getByText('back at the client').waitFor();
    assertAnswer(page.url(), { error: 'access_denied' });
  }));

test('with a refusal to a web site, but only after a press on its link', () =>
  fromConsent('https://app.example.test/cb', { decision: 'deny' }, async (page, left) => {
    assert.equal(await Promise.race([left, pause(1500)]), undefined);
    assert.ok(page.url().startsWith(issuer));
    await page.locator('#leave').click();
    assertAnswer(await left, { error: 'access_denied' });
  }));

test('with a form-action it would not', () =>
  fromConsent(loopback, { consentPolicy: "form-action 'self'" }, async (_, left) => {
    assert.equal(await Promise.race([left, pause(1500)]), undefined);
  }));

function leavesFor(redirectUri, options, check) {
  return fromConsent(redirectUri, options, async (page, left) => {
    await left;
    await check(page, left);
  });
}

/** Answers a request for this address; `left` is where the browser then goes, if it does. */
function fromConsent(redirectUri, { consentPolicy, decision }, check) {
  return inFreshContext(browser, `redirect to ${redirectUri}`, async (page, context) => {
    const devtools = await context.newCDPSession(page);
    await standIn(devtools, consentPolicy);
    await devtools.send('Network.enable');
    const left = new Promise(resolve =>
      devtools.on('Network.requestWillBeSent', ({ request }) => request.url.startsWith(redirectUri) && resolve(request.url)),
    );
    await page.goto(await authorizationUrl({ redirectUri }));
    await logInAndConsent(page, { decision });
    await check(page, left);
  });
}

/** Answers for app.example.test, and adds a policy to the consent page where one is given. */
async function standIn(devtools, consentPolicy) {
  const patterns = [{ urlPattern: 'https://app.example.test/*' }];
  if (consentPolicy) patterns.push({ urlPattern: `${issuer}/consent*`, requestStage: 'Response' });
  devtools.on('Fetch.requestPaused', async ({ requestId, responseStatusCode, responseHeaders }) => {
    if (!responseStatusCode) {
      const body = btoa('a stand-in for the web site');
      await devtools.send('Fetch.fulfillRequest', { requestId, responseCode: 200, body });
    } else if (responseStatusCode === 200) {
      const { body } = await devtools.send('Fetch.getResponseBody', { requestId });
      const headers = [...responseHeaders, { name: 'Content-Security-Policy', value: consentPolicy }];
      await devtools.send('Fetch.fulfillRequest', { requestId, responseCode: 200, responseHeaders: headers, body });
    } else {
      await devtools.send('Fetch.continueResponse', { requestId });
    }
  });
  await devtools.send('Fetch.enable', { patterns });
}

/** State and issuer come back with a code as with an error, RFC 9207 §2. */
function assertAnswer(url, { error } = {}) {
  const { searchParams } = new URL(url);
  assert.equal(searchParams.has('code'), !error);
  assert.equal(searchParams.get('error') ?? undefined, error);
  assert.equal(searchParams.get('state'), 'kept');
  assert.equal(searchParams.get('iss'), issuer);
}
