import { button as written } from './copy.js';

/** Shows the buttons that copy the visitor's token, alone or in a command. The token is asked for when one is pressed, and not kept. */
export function tokenButtons(home) {
  if (!home || !navigator.clipboard) return;
  home.hidden = false;
  for (const one of home.querySelectorAll('button[data-with]')) {
    written(one, one.querySelector('span'), () => token(home.dataset.token).then(value => one.dataset.with.replace('TOKEN', value)));
  }
}

async function token(address) {
  const reply = await fetch(address, { method: 'POST' });
  const body = await reply.json();
  if (!reply.ok) throw new Error(body.detail);
  return body.access_token;
}
