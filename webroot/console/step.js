import { element } from '/assets/elements.js';
import { diagnosisNote } from './diagnosis.js';
import { claims, exactly, moment, parties, turns } from './words.js';

/** The open step: what happened, the request, the answer, tokens, PKCE, the rule. */
export class StepPane {
  constructor(box, none) {
    this.box = box;
    this.none = none;
    this.step = null;
  }

  clear() {
    this.step = null;
    this.box.hidden = true;
    this.none.hidden = false;
  }

  show(step, run, diagnoses) {
    this.step = step;
    this.run = run;
    this.box.hidden = false;
    this.none.hidden = true;
    this.box.replaceChildren(...sections(step, diagnoses.filter(one => one.step === step.n)));
    this.box.closest('.pane').scrollTop = 0;
  }

  refresh(diagnoses) {
    if (this.step && diagnoses.filter(one => one.step === this.step.n).length !== this.box.querySelectorAll('.diagnosis').length) {
      this.show(this.step, this.run, diagnoses);
    }
  }
}

function sections(step, told) {
  const { from, to, request, answer } = step;
  const made = [
    element('h2', {}, `${step.n}. ${parties[from]} ${step.words}`),
    element('p', { class: 'small soft' }, `${exactly(step.at)} · ${step.ms.toFixed(1)} ms · ${parties[from]} to ${parties[to]}${step.peer ? ` · from ${step.peer}` : ''} · ${turns[step.turn]}`),
    ...told.map(diagnosisNote),
    ...decided(step),
    element('h3', {}, 'Request'),
    wire(`${request.method} ${request.path}`, request.headers, request.query, request.form, request.json),
    element('h3', {}, 'Answer'),
    wire(answer.status ? `${answer.status} ${answer.reason}` : 'The connection ended before an answer.', answer.headers, {}, {}, answer.json, ...messages(answer)),
    ...step.tokens.flatMap(token => tokenSection(token, step.at)),
  ];
  if (step.facts.pkce) made.push(...pkce(step));
  made.push(element('h3', {}, 'Rule'), rule(step.rule));
  return made;
}

function decided(step) {
  if (!step.decisions.length) return [];
  const list = element('ul', { class: 'plain decisions small' });
  for (const one of step.decisions) {
    const details = Object.entries(one.details).filter(([name]) => name !== 'rule').map(([name, value]) => `${name} ${value}`).join(' · ');
    list.append(element('li', {}, element('strong', { class: one.outcome }, `${one.step.replaceAll('_', ' ')} ${one.outcome}`), details ? `: ${details}` : ''));
  }
  return [element('h3', {}, 'Decided'), list];
}

/** What a stream of events carried, each as a message of its own. */
function messages({ events = [], more_events: more = 0 }) {
  if (!events.length) return [];
  const count = events.length + more;
  return [element('p', { class: 'small soft' }, `A stream of ${count} ${count === 1 ? 'message' : 'messages'}`),
    ...events.map(one => element('pre', { class: 'event' }, element('code', {}, pretty(one)))),
    ...(more ? [element('p', { class: 'small soft' }, `and ${more} more, which are not kept`)] : [])];
}

function wire(line, headers, query, form, json, ...more) {
  const box = element('div', { class: 'wire-box', tabindex: '0', role: 'group', 'aria-label': line });
  box.append(element('p', {}, element('code', {}, element('strong', {}, line))));
  if (Object.keys(query).length) box.append(table('Parameters', query));
  if (Object.keys(form).length) box.append(table('Form', form));
  if (json) box.append(element('pre', {}, element('code', {}, pretty(json))));
  box.append(...more);
  if (Object.keys(headers).length) {
    const details = element('details', {}, element('summary', { class: 'small' }, `Header fields (${Object.keys(headers).length})`), table('', headers));
    const turning = headers['www-authenticate'] ?? headers.location;
    if (turning) box.append(table('', headers['www-authenticate'] ? { 'www-authenticate': turning } : { location: turning }));
    box.append(details);
  }
  return box;
}

function table(title, values) {
  const list = element('dl', { class: 'pairs' });
  for (const [name, value] of Object.entries(values)) {
    list.append(element('dt', {}, element('code', {}, name)), element('dd', {}, masked(value)));
  }
  return title ? element('div', {}, element('p', { class: 'small soft' }, title), list) : list;
}

/** A masked secret carries its hash: the same one again looks the same. */
function masked(value) {
  const code = element('code', {});
  for (const part of String(value).split(/([\w~.-]{0,4}…(?:#[0-9a-f]{8})?)/)) {
    const found = /^([\w~.-]{0,4}…)(?:#([0-9a-f]{8}))?$/.exec(part);
    if (!found || !part) code.append(part);
    else code.append(element('span', { class: 'secret', title: found[2] ? 'A secret: its first characters, and a hash by which you see the same one again' : 'Not shown' }, part));
  }
  return code;
}

export function pretty(json) {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}

function tokenSection(token, at) {
  const list = element('dl', { class: 'pairs claims' });
  for (const [name, value] of [...Object.entries(token.header), ...Object.entries(token.claims)]) {
    const time = ['exp', 'iat', 'nbf'].includes(name) && typeof value === 'number';
    const meaning = element('span', { class: 'small soft' }, claims[name] ?? 'a claim that is not explained here.');
    list.append(element('dt', {}, element('code', {}, name)),
      element('dd', {}, element('code', {}, String(value)), ...(time ? [element('span', { class: 'small' }, ` ${moment(value, at)}`)] : []), element('br'), meaning));
  }
  return [element('h3', {}, `Token in ${token.place}, …#${token.mark}`),
    element('p', { class: 'small soft' }, 'Decoded, not checked here: the server did that.'), list];
}

function pkce(step) {
  const verifier = step.request.form.code_verifier ?? '…';
  const sent = step.challenge;
  const list = element('dl', { class: 'pairs' },
    element('dt', {}, element('code', {}, 'code_verifier')), element('dd', {}, masked(verifier), ' the secret, shown only now'),
    element('dt', {}, element('code', {}, 'BASE64URL(SHA256(code_verifier))')), element('dd', {}, element('code', {}, step.facts.pkce)));
  if (sent) {
    const same = sent === step.facts.pkce;
    list.append(element('dt', {}, element('code', {}, 'code_challenge')), element('dd', {}, element('code', {}, sent), ` of the authorization request: ${same ? '✓ the same' : '✕ another one'}`));
  }
  return [element('h3', {}, 'PKCE'), list];
}

function rule({ name, text, url }) {
  const title = url?.startsWith('https://') ? element('a', { href: url, rel: 'noreferrer' }, name) : element('strong', {}, name);
  return element('p', {}, title, `: ${text}`);
}
