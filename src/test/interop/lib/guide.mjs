import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { origin } from './gatehouse.mjs';

/** Presses Next in guided mode until the walk ends or a step is wrong; `atBrowser` is what the person does at the authorization server. */
export async function walkGuide(page, mcpUrl, atBrowser = async () => {}) {
  await page.goto(`${origin}/console/#guide`);
  await page.fill('#guide-url', mcpUrl);
  await page.getByRole('button', { name: 'Begin' }).click();
  for (let steps = 1; steps < 30; steps++) {
    await page.locator('.guide-steps > li').nth(steps - 1).waitFor();
    if (await page.getByText('That was the whole handshake').isVisible() || await page.locator('.wrong').count()) break;
    const browser = page.getByRole('link', { name: /open the browser/ });
    if (await browser.isVisible()) {
      await browser.click();
      await atBrowser(page);
      await page.waitForURL(/\/console\/#guide/);
    }
    await page.getByRole('button', { name: 'Next', exact: true }).click();
  }
  return {
    titles: await page.locator('.guide-steps h3').allInnerTexts(),
    shell: await page.locator('.guide-steps pre[aria-label=curl]').allTextContents(),
  };
}

/** Pastes the lines of each step into one shell; gives the statuses that it prints. */
export async function paste(shell, page, atBrowser = async () => {}) {
  const child = spawn('sh', ['-c', shell.join('\necho\n')], { stdio: ['pipe', 'pipe', 'pipe'] });
  let printed = '';
  let errors = '';
  const opened = new Set();
  child.stderr.on('data', chunk => (errors += chunk));
  child.stdout.on('data', async chunk => {
    printed += chunk;
    const address = printed.match(/^http\S+code_challenge=[\w-]{43}$/gm)?.at(-1);
    if (!address || opened.has(address)) return;
    opened.add(address);
    await page.goto(address);
    await atBrowser(page);
    await page.waitForURL(/\/console\/guide\/callback/);
    const [, code] = /shell:\s+(\S+)/.exec(await page.innerText('body'));
    child.stdin.write(`${code}\n`);
  });
  await new Promise(closed => child.once('close', closed));
  assert.doesNotMatch(errors, /not found|syntax error|curl: \(/);
  return [...printed.matchAll(/^HTTP\/[\d.]+ (\d+)/gm)].map(([, status]) => Number(status));
}
