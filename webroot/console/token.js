import { element } from '/assets/elements.js';
import { timeFrom } from './clock.js';
import { claims } from './words.js';
import { masked } from './wire.js';

/** A token that went over the wire: each claim with its meaning, and the other steps in which the same one went. */
export function tokenSection(token, at, others, goTo) {
  const list = element('dl', { class: 'pairs claims' });
  for (const [name, value] of [...Object.entries(token.header), ...Object.entries(token.claims)]) {
    const time = ['exp', 'iat', 'nbf'].includes(name) && typeof value === 'number';
    list.append(element('dt', {}, element('code', {}, name)),
      element('dd', {}, element('code', {}, String(value)), ...(time ? [element('span', { class: 'small' }, ' ', timeFrom(value * 1000, at, 'this step'))] : []),
        element('span', { class: 'small soft meaning' }, claims[name] ?? 'a claim that is not explained here.')));
  }
  return [element('h3', {}, `Token (${token.place}) …#${token.mark}`),
    element('p', { class: 'small soft' }, 'Decoded, not checked here: the server did that.'), ...again(others, goTo), list];
}

function again(others, goTo) {
  if (!others.length) return [];
  const line = element('p', { class: 'small again' }, 'The same token again in step');
  for (const number of others) {
    const button = element('button', { type: 'button', class: 'small quiet' }, String(number));
    button.addEventListener('click', () => goTo(number));
    line.append(button);
  }
  return [line];
}

/** From the verifier to the challenge, RFC 7636 §4.2: is it the one of the authorization request? */
export function pkceSection({ request, facts, challenge }) {
  const list = element('dl', { class: 'pairs' },
    element('dt', {}, element('code', {}, 'code_verifier')), element('dd', {}, masked(request.form.code_verifier ?? '…'), element('span', { class: 'small soft meaning' }, 'the secret, sent only now')),
    element('dt', {}, element('code', {}, 'BASE64URL(SHA256(code_verifier))')), element('dd', {}, element('code', {}, facts.pkce)));
  if (challenge) {
    const same = challenge.value === facts.pkce;
    list.append(element('dt', {}, element('code', {}, 'code_challenge')), element('dd', {}, element('code', {}, challenge.value),
      element('span', { class: `small meaning ${same ? 'granted' : 'refused'}` }, `${same ? '✓ the same' : '✕ another one'}, sent in step ${challenge.step}`)));
  }
  return [element('h3', {}, 'PKCE'), list];
}
