import { element } from '/assets/elements.js';
import { pretty } from './wire.js';

/** The page plays the client, one step for each press of Next. The secrets stay with the server: what stands here can be shown to anyone. */
export function wireGuide(mcpUrl) {
  const view = document.getElementById('view-guide');
  const url = element('input', { id: 'guide-url', type: 'url', value: mcpUrl, spellcheck: 'false', autocomplete: 'off' });
  const version = element('select', { id: 'guide-version' },
    element('option', { value: '2025-11-25' }, 'to 2025-11-25: initialize, and a session'),
    element('option', { value: '2026-07-28' }, '2026-07-28: server/discover, each request on its own'));
  const form = element('form', { class: 'card stack' },
    element('h2', {}, 'Walk it step by step'),
    element('p', {}, 'This page plays an MCP client. Each press of Next makes one request, explains it and what came back, and gives it as lines for a shell (curl, and openssl once): paste them one after the other, in one window.'),
    element('label', { class: 'name', for: 'guide-url' }, 'MCP URL, on this computer'),
    element('div', { class: 'field' }, url),
    element('label', { class: 'name', for: 'guide-version' }, 'Generation of MCP'),
    element('div', { class: 'field' }, version),
    element('div', { class: 'row' }, element('button', { class: 'primary' }, 'Begin')));
  const problem = element('p', { class: 'note refused', role: 'alert', hidden: '' });
  const steps = element('ol', { class: 'plain stack guide-steps' });
  const turn = element('div', { class: 'row', 'aria-live': 'polite' });
  view.replaceChildren(form, problem, steps, turn);

  const say = words => { problem.textContent = words; problem.hidden = !words; };
  const ask = async (address, options) => {
    say('');
    const reply = await fetch(address, options).catch(() => null);
    const body = await reply?.json().catch(() => null);
    if (!reply?.ok) say(body?.detail ?? 'The server does not answer.');
    return reply?.ok ? body : null;
  };
  const post = (address, body) => ask(address, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });

  form.addEventListener('submit', async event => {
    event.preventDefault();
    const walk = await post('guide', JSON.stringify({ url: url.value, version: version.value }));
    if (walk) {
      steps.replaceChildren();
      turn.replaceChildren();
      await next(walk.id);
    }
  });

  const next = async (id, brought = {}) => {
    const walk = await post(`guide/${id}/next`, JSON.stringify(brought));
    if (walk) show(walk);
  };

  const show = walk => {
    history.replaceState(null, '', `#guide/${walk.id}`);
    url.value = walk.url;
    for (const step of walk.steps.slice(steps.children.length)) steps.append(told(step));
    turn.replaceChildren(...turnOf(walk));
    turn.scrollIntoView({ block: 'nearest' });
  };

  const turnOf = walk => {
    if (walk.stage === walk.stages) return ended(walk);
    if (walk.waiting) {
      return [element('a', { class: 'button primary', href: walk.authorize }, 'Next: open the browser to log in and consent'),
        element('span', { class: 'small soft' }, 'You come back here with a code.')];
    }
    const button = element('button', { type: 'button', class: 'primary' }, walk.steps.at(-1)?.good === false ? 'Try this step again' : 'Next');
    button.addEventListener('click', () => { button.disabled = true; next(walk.id).finally(() => { button.disabled = false; }); });
    const here = [element('span', {}, button), element('span', { class: 'small soft' }, `Step ${walk.stage + 1} of ${walk.stages}`)];
    return walk.by_hand ? [...here, byHand(walk)] : here;
  };

  const byHand = walk => {
    const id = element('input', { id: 'guide-client', required: '', autocomplete: 'off', spellcheck: 'false' });
    const secret = element('input', { id: 'guide-secret', type: 'password', autocomplete: 'off' });
    const own = element('form', { class: 'card stack' },
      element('h3', {}, 'A client that was registered by hand'),
      element('p', {}, 'Register one at the authorization server, with this address to come back to (redirect_uri):'),
      code(walk.redirect_uri, 'redirect_uri'),
      element('label', { class: 'name', for: 'guide-client' }, 'client_id'), element('div', { class: 'field' }, id),
      element('label', { class: 'name', for: 'guide-secret' }, 'client_secret, if it has one'), element('div', { class: 'field' }, secret),
      element('div', { class: 'row' }, element('button', {}, 'Go on as this client')));
    own.addEventListener('submit', event => {
      event.preventDefault();
      next(walk.id, { client_id: id.value, client_secret: secret.value });
    });
    return own;
  };

  const begun = /^#guide\/([\w-]+)$/.exec(location.hash);
  if (begun) ask(`guide/${begun[1]}`).then(walk => walk && show(walk));
}

/** A server of somebody else's has no run here. */
function ended({ run }) {
  const words = element('p', {}, 'That was the whole handshake.');
  return run
    ? [words, element('a', { class: 'button primary', href: `#runs/${run}` }, 'See this walk among the runs')]
    : [words];
}

function told(step) {
  const box = element('li', { class: 'card stack' },
    element('h3', {}, `${step.number}. ${step.title}`),
    element('p', {}, step.why),
    element('ul', { class: 'plain' }, ...step.found.map(one => element('li', { class: one.right ? '' : 'wrong' }, `${one.note ? '·' : one.right ? '✓' : '✕'} ${one.words}`))));
  if (step.request) {
    box.append(element('details', {}, element('summary', {}, `${step.request.split('?')[0]}${step.status ? ` → ${step.status}` : ''}`),
      code([step.request, ...lines(step.headers), '', pretty(step.sent ?? '')].join('\n').trim(), 'Request'),
      ...(step.status ? [code([String(step.status), ...lines(step.answer_headers), '', pretty(step.answer ?? '')].join('\n').trim(), 'Answer')] : [])));
  }
  if (step.curl) box.append(copyable(step.curl));
  box.append(element('p', { class: 'small soft' }, 'Rule: ', step.url ? element('a', { href: step.url, rel: 'noreferrer' }, step.rule) : step.rule));
  return box;
}

function lines(headers = {}) {
  return Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
}

function code(text, name) {
  return element('pre', { class: 'wire-box', tabindex: '0', role: 'group', 'aria-label': name }, element('code', {}, text));
}

function copyable(curl) {
  const button = element('button', { type: 'button', class: 'small', 'aria-live': 'polite' }, 'Copy as curl');
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(curl);
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = 'Copy as curl'; }, 2000);
  });
  return element('details', {}, element('summary', {}, 'The same with curl'), code(curl, 'curl'), button);
}
