import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { alice } from './gatehouse.mjs';

/** Headless Chromium of this machine; nothing in it calls home, since CI has no way out. */
export function launchBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Fills the login form, where the page is one: a session of an earlier flow goes straight to consent. */
export async function logIn(page, user = alice) {
  await page.waitForURL(/\/(login|consent)\b/);
  if (new URL(page.url()).pathname !== '/login') return;
  await page.fill('input[name=username]', user.username);
  await page.fill('input[name=password]', user.password);
  await page.press('input[name=password]', 'Enter');
  await page.waitForURL(/\/consent\b/);
}

/** Answers the consent form; with `scopes` exactly these are ticked, else what the page proposes. */
export async function consent(page, { scopes, decision = 'approve' } = {}) {
  await page.waitForURL(/\/consent\b/);
  if (scopes) {
    for (const box of await page.locator('input[name=scope]:enabled').all()) {
      await box.setChecked(scopes.includes(await box.getAttribute('value')));
    }
  }
  await page.click(`button[name=decision][value=${decision}]`);
}

export async function logInAndConsent(page, options) {
  await logIn(page);
  await consent(page, options);
}

/** Runs the steps in a browser that knows nothing yet; a failure leaves a picture and the page's words. */
export async function inFreshContext(browser, name, steps, options = {}) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(10_000);
  try {
    await steps(await context.newPage(), context);
  } catch (failure) {
    for (const page of context.pages()) await describe(page, name).catch(console.log);
    throw failure;
  } finally {
    await context.close();
  }
}

export const screenshots = process.env.SCREENSHOTS ?? join(import.meta.dirname, '../../../../target/screenshots');

async function describe(page, name) {
  const file = join(screenshots, `failed-${name.replace(/\W+/g, '-')}.png`);
  await page.screenshot({ path: file });
  console.log(`${name} failed at ${page.url()}, see ${file}; the page says:\n${await page.innerText('body')}`);
}
