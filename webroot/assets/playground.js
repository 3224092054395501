import { element, icon } from './elements.js';

/** Calls tools through this server, which adds the token, and shows what went over the wire. */
export function playground(home) {
  if (!home) return;
  for (const form of home.querySelectorAll('form[data-tool]')) {
    form.addEventListener('submit', event => {
      event.preventDefault();
      call(form, form.parentElement.querySelector('.exchange'), home.dataset);
    });
  }
}

async function call(form, place, page) {
  const button = form.querySelector('button');
  button.setAttribute('aria-disabled', 'true');
  try {
    const reply = await fetch(page.call, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ tool: form.dataset.tool, arguments: argumentsOf(form) }),
    });
    const body = await reply.json();
    place.replaceChildren(...(reply.ok ? exchange(body, page) : [trouble(body.detail)]));
  } catch {
    place.replaceChildren(trouble('This server gave no answer. Is it still running?'));
  } finally {
    button.removeAttribute('aria-disabled');
  }
}

// An empty field is an argument that is not given.
function argumentsOf(form) {
  const given = [...form.querySelectorAll('input')].filter(input => input.value !== '');
  return Object.fromEntries(
    given.map(input => [input.name, input.type === 'number' ? input.valueAsNumber : input.value]));
}

function exchange({ request, answer }, page) {
  const body = json(answer.body);
  const good = answer.status < 400 && !body?.error && !body?.result?.isError;
  const verdict = good ? 'granted' : 'refused';
  const words = `${answer.status} ${answer.reason}${answer.status < 400 && !good ? ', but the tool refused' : ''}`;
  return [
    element('h3', {}, 'Request'),
    wire(`${request.method} ${new URL(request.url).pathname}`, request.headers, request.body),
    element('h3', {}, 'Answer ', element('span', { class: `verdict ${verdict}` }, icon(verdict), words)),
    wire(words, shown(answer.headers), body),
    ...stepUp(answer, page),
  ];
}

// What every answer has says nothing about this one.
function shown(headers) {
  const told = ['content-type', 'www-authenticate', 'mcp-protocol-version', 'mcp-session-id', 'retry-after'];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => told.includes(name)));
}

function wire(line, headers, body) {
  const pre = element('pre', { tabindex: '0' }, element('strong', {}, line), '\n');
  for (const [name, value] of Object.entries(headers)) {
    pre.append(element('span', { class: 'key' }, `${name}: `), `${value}\n`);
  }
  pre.append('\n', ...(typeof body === 'string' ? [body] : pretty(JSON.stringify(body, null, 2))));
  return pre;
}

// The names of members stand back, so that the values stand out.
function pretty(text) {
  return text.split(/^( *"(?:[^"\\]|\\.)*":)/m)
    .map((part, i) => (i % 2 ? element('span', { class: 'key' }, part) : part));
}

function json(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

// RFC 6750 §3.1: the challenge of a 403 names the scope that would do.
function stepUp(answer, { granted, login }) {
  const challenge = answer.headers['www-authenticate'] ?? '';
  const asked = /scope="([^"]*)"/.exec(challenge)?.[1];
  if (answer.status === 401) {
    return [trouble('The gate no longer takes this token: it has expired or was revoked. Log out and in again.')];
  }
  if (answer.status !== 403 || !asked) return [];
  const held = granted.split(' ').filter(Boolean);
  const missing = asked.split(' ').filter(scope => !held.includes(scope));
  const form = element('form', { method: 'post', action: login });
  for (const scope of new Set([...held, ...asked.split(' ')])) {
    form.append(element('input', { type: 'hidden', name: 'scope', value: scope }));
  }
  form.append(element('button', { class: 'primary' }, `Ask for ${missing.join(' ')} as well`));
  return [
    element('p', {}, 'The token is good, but does not carry ', element('code', {}, missing.join(' ')),
      '. The challenge names what would do: a client takes it and asks the user again. That is a step-up.'),
    form,
  ];
}

function trouble(words) {
  return element('div', { class: 'note refused', role: 'alert' }, icon('refused'), element('div', {}, words));
}
