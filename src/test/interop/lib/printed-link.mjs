import { approve } from './text-browser.mjs';

/** Follows the authorization link that a program prints, as a person does whose browser did not open, and visits its redirect URI. */
export async function follow(link) {
  const callback = await approve(link);
  const reply = await fetch(callback);
  if (!reply.ok) throw new Error(`${callback.origin} answered ${reply.status}: ${await reply.text()}`);
}

/** The last such link in what was printed. */
export function printedLink(output) {
  return output.match(/http:\/\/localhost:\d+\/authorize\?\S+/g)?.at(-1);
}
