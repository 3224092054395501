// Each diagnosis in a real browser: the runs in which the unit tests provoked one are opened as files, and the page says what was wrong and
// what would be right.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { inFreshContext, launchBrowser } from './lib/browser.mjs';
import { origin } from './lib/gatehouse.mjs';

const directory = process.env.DIAGNOSES;
let browser;

before(async () => { browser = await launchBrowser(); });
after(() => browser?.close());

test('every diagnosis is shown at its step', () =>
  inFreshContext(browser, 'diagnoses', async page => {
    const files = (await readdir(directory)).filter(name => name.endsWith('.json'));
    assert.ok(files.length > 55, `${files.length} runs in ${directory}`);
    await page.setViewportSize({ width: 1440, height: 900 });
    await fetch(`${origin}/console/clear`, { method: 'POST', headers: { origin } });
    for (const file of files) {
      const { run, diagnoses } = JSON.parse(await readFile(join(directory, file)));
      const diagnosis = diagnoses.find(({ id }) => `${id}.json` === file);
      await page.goto(`${origin}/console/`);
      await page.locator('#empty').waitFor();
      await page.setInputFiles('#file', join(directory, file));
      await page.locator('#flow-title').filter({ hasText: run.name }).waitFor();
      if (diagnosis.step) await page.locator(`#steps [data-n="${diagnosis.step}"]`).click();
      for (const words of [diagnosis.title, diagnosis.what, diagnosis.right]) await shows(page, words, file);
    }
    console.log(`${files.length} diagnoses shown`);
  }));

async function shows(page, words, file) {
  const wanted = words.replace(/\s+/g, ' ');
  await page.waitForFunction(text => document.body.innerText.replace(/\s+/g, ' ').includes(text), wanted, { timeout: 5000 })
    .catch(() => assert.fail(`${file}: the page does not say "${wanted}"`));
}
