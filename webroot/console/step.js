import { element } from '/assets/elements.js';
import { diagnosisNote } from './diagnosis.js';
import { pkceSection, tokenSection } from './token.js';
import { messages, wire } from './wire.js';
import { time } from './clock.js';
import { narrow, parties, turns } from './words.js';

const mostOthers = 8;

/** The open step: what happened and why, the request, the answer, tokens, PKCE. Beside the flow, or beneath its row where there is no room. */
export class StepPane {
  constructor(box, none) {
    this.box = box;
    this.none = none;
    this.pane = box.closest('.pane');
    this.home = this.pane.parentNode;
    this.clear();
    narrow.addEventListener('change', () => this.place());
  }

  clear() {
    this.step = null;
    this.row = null;
    this.box.hidden = true;
    this.none.hidden = false;
    this.place();
  }

  show(step, flow, row) {
    this.step = step;
    this.flow = flow;
    this.row = row;
    this.place();
    this.box.hidden = false;
    this.none.hidden = true;
    this.box.replaceChildren(...sections(step, flow));
    this.pane.scrollTop = 0;
  }

  /** More may have been found out about the step since. */
  refresh() {
    const told = this.step ? diagnosesOf(this.step, this.flow).length : 0;
    if (this.step && told !== this.box.querySelectorAll('.diagnosis').length) this.show(this.step, this.flow, this.row);
  }

  place() {
    const place = narrow.matches && this.row ? this.row : this.home;
    if (this.pane.parentNode !== place) place.append(this.pane);
  }
}

function diagnosesOf(step, { diagnoses }) {
  return diagnoses.filter(one => one.step === step.n);
}

function sections(step, flow) {
  const { from, to, request, answer } = step;
  const made = [
    ...decided(step),
    element('h3', {}, 'Request'),
    wire(`${request.method} ${request.path}`, request.headers, request.query, request.form, request.json),
    element('h3', {}, 'Answer'),
    wire(answer.status ? `${answer.status} ${answer.reason}` : 'The connection ended before an answer.', answer.headers, {}, {}, answer.json, ...messages(answer)),
    ...step.tokens.flatMap(token => tokenSection(token, step.at, othersWith(token, step, flow), number => flow.choose(number))),
  ];
  if (step.facts.pkce) made.push(...pkceSection(step));
  return [
    element('h2', {}, `${step.n}. ${parties[from]} ${step.words}`),
    element('p', { class: 'small soft' }, `${turns[step.turn]} · `, time(step.at), ` · ${step.ms.toFixed(1)} ms · ${parties[from]} to ${parties[to]}${step.peer ? ` · from ${step.peer}` : ''}`),
    ...diagnosesOf(step, flow).map(diagnosisNote),
    rule(step.rule),
    jumps(made),
    ...made,
  ];
}

function othersWith({ mark }, step, { steps }) {
  return [...steps.values()]
    .filter(other => other !== step && other.tokens.some(token => token.mark === mark))
    .slice(0, mostOthers)
    .map(({ n }) => n);
}

/** A step is long: what it holds, to go there at once. */
function jumps(made) {
  const titles = made.filter(one => one.tagName === 'H3');
  const row = element('div', { class: 'jumps', role: 'group', 'aria-label': 'Parts of this step' });
  for (const title of titles) {
    title.tabIndex = -1;
    const button = element('button', { type: 'button', class: 'small quiet' }, title.textContent.split(' ')[0]);
    button.addEventListener('click', () => {
      title.scrollIntoView({ block: 'start' });
      title.focus({ preventScroll: true });
    });
    row.append(button);
  }
  return row;
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

function rule({ name, text, url }) {
  const title = url?.startsWith('https://') ? element('a', { href: url, rel: 'noreferrer' }, name) : element('strong', {}, name);
  return element('p', { class: 'why' }, `${text} `, title);
}
