import { approve } from './text-browser.mjs';

/** Follows the authorization link that a program prints, as a person does whose browser did not open, and visits its redirect URI. */
export async function follow(link) {
  const callback = await approve(link);
  const reply = await visited(callback);
  if (!reply.ok) throw new Error(`${callback.origin} answered ${reply.status}: ${await reply.text()}`);
}

/** Some programs open the browser first, and begin to listen after that: no person is as quick as this one. */
async function visited(callback, seconds = 15) {
  try {
    return await fetch(callback);
  } catch (failure) {
    if (seconds === 0) throw failure;
    await new Promise(resolve => setTimeout(resolve, 1000));
    return visited(callback, seconds - 1);
  }
}

/** The last such link in what was printed. */
export function printedLink(output) {
  return output.match(/http:\/\/localhost:\d+\/authorize\?\S+/g)?.at(-1);
}
