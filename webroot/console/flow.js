import { element } from '/assets/elements.js';
import { diagnosisNote } from './diagnosis.js';
import { exactly } from './clock.js';
import { narrow, parties, turns } from './words.js';

const order = ['client', 'browser', 'as', 'rs'];
const plain = new Set(['mcp', 'tool_call', 'whoami']);
/** The server keeps no more steps of a run than this, and drops plain calls first. So does the page. */
const most = 1000;
/** So many rows are made between two frames. */
const chunk = 100;

/** The steps of one run as arrows between four lanes; on a narrow screen as a list that names both parties. */
export class Flow {
  constructor(open) {
    this.open = open;
    this.list = document.getElementById('steps');
    this.notes = document.getElementById('diagnoses');
    this.clear();
    this.list.addEventListener('keydown', event => this.walk(event));
    narrow.addEventListener('change', () => this.buttons.get(this.shown)?.scrollIntoView({ block: 'nearest' }));
  }

  clear() {
    this.run = null;
    this.lastNumber = 0;
    this.opened = false;
    this.byHand = false;
    this.shown = null;
    this.stop = null;
    this.steps = new Map();
    this.buttons = new Map();
    this.texts = new Map();
    this.waiting = [];
    this.diagnoses = [];
    this.text = '';
    this.challenge = undefined;
    this.list.replaceChildren();
    this.notes.replaceChildren();
  }

  begin(run) {
    this.clear();
    this.run = run;
  }

  /** Adds what is new; a step that was refused opens by itself, unless a person chose one. */
  add({ run, steps, diagnoses = [] }) {
    this.run = { ...run, file: this.run?.file };
    this.diagnoses = diagnoses;
    for (const step of steps.filter(({ n }) => n > this.lastNumber)) {
      this.lastNumber = step.n;
      const challenge = step.request.query.code_challenge ?? step.request.form.code_challenge;
      if (challenge) this.challenge = { value: challenge, step: step.n };
      step.challenge = this.challenge;
      this.steps.set(step.n, step);
      this.waiting.push(step);
    }
    while (this.steps.size > most) this.drop();
    this.draw();
  }

  /** Makes the rows of what is new, some at a time: nobody waits for the four hundredth. */
  draw() {
    const { list } = this;
    const pane = list.closest('.pane');
    const first = this.buttons.size === 0;
    const atEnd = !first && pane.scrollHeight - pane.scrollTop - pane.clientHeight < 80;
    const made = this.waiting.splice(0, chunk).filter(({ n }) => this.steps.has(n)).map(step => this.row(step));
    list.append(...made);
    if (this.waiting.length) requestAnimationFrame(() => this.waiting.length && this.draw());
    else this.told();
    if (atEnd && made.length) pane.scrollTop = pane.scrollHeight;
  }

  told() {
    this.showDiagnoses();
    const last = this.diagnoses.filter(one => one.step && one.weight !== 'note').at(-1)?.step;
    if (!this.byHand && last !== this.shown && this.steps.has(last)) {
      this.show(last);
      if (!narrow.matches) this.buttons.get(last).scrollIntoView({ block: 'nearest' });
    } else if (this.shown === null && !narrow.matches) {
      this.show(this.steps.keys().next().value);
    }
  }

  drop() {
    const oldest = [...this.steps.values()].find(({ n, kind }) => plain.has(kind) && n !== this.shown) ?? this.steps.values().next().value;
    this.steps.delete(oldest.n);
    this.texts.delete(oldest.n);
    const button = this.buttons.get(oldest.n);
    this.buttons.delete(oldest.n);
    button?.parentNode.remove();
    if (button && button === this.stop) this.stopAt(this.buttons.values().next().value);
  }

  show(number) {
    const step = this.steps.get(number);
    if (!step) return;
    this.buttons.get(this.shown)?.setAttribute('aria-current', 'false');
    this.buttons.get(number)?.setAttribute('aria-current', 'true');
    this.stopAt(this.buttons.get(number));
    this.shown = number;
    this.open(step, this.buttons.get(number)?.parentNode);
  }

  /** One step is in the tab order, the others are reached with the arrow keys. */
  stopAt(button) {
    if (this.stop) this.stop.tabIndex = -1;
    this.stop = button;
    if (button) button.tabIndex = 0;
  }

  /** Dims the steps in which the text does not occur. */
  mark(text) {
    this.text = text.toLowerCase();
    for (const number of this.buttons.keys()) this.dim(number);
  }

  dim(number) {
    if (this.text.length > 1 && !this.texts.has(number)) this.texts.set(number, JSON.stringify(this.steps.get(number)).toLowerCase());
    const dim = this.text.length > 1 && !this.texts.get(number).includes(this.text);
    this.buttons.get(number).parentNode.classList.toggle('dim', dim);
  }

  row(step) {
    const { from, to } = step;
    const back = order.indexOf(from) > order.indexOf(to);
    const status = step.answer.status || 'no answer';
    const arrow = element('span', { class: `arrow ${from}-${to}${back ? ' back' : ''}` },
      element('span', { class: 'wire' }, element('code', {}, `${step.request.method} ${step.request.path}`), ' ',
        element('span', { class: `status ${step.turn}` }, String(status))),
      element('span', { class: 'line', 'aria-hidden': 'true' }));
    const told = this.diagnosesOf(step.n);
    const button = element('button', { type: 'button', class: `step ${step.turn}`, 'data-n': step.n, 'aria-current': 'false' },
      element('span', { class: 'when soft', title: exactly(step.at) }, element('span', { class: 'visually-hidden' }, 'Step '), String(step.n)),
      element('span', { class: 'crossed' },
        element('span', { class: 'who' }, element('span', { class: `lane-${from}` }, parties[from]), ' → ', element('span', { class: `lane-${to}` }, parties[to])),
        arrow,
        element('span', { class: 'words small' }, `${step.words} `, element('span', { class: 'visually-hidden' }, turns[step.turn]))));
    if (told) button.lastChild.append(told);
    button.addEventListener('click', () => this.choose(step.n));
    button.tabIndex = -1;
    this.buttons.set(step.n, button);
    if (!this.stop) this.stopAt(button);
    const row = element('li', {}, button);
    this.dim(step.n);
    return row;
  }

  /** A person chose it. */
  choose(number) {
    this.byHand = true;
    this.show(number);
    this.buttons.get(number)?.scrollIntoView({ block: narrow.matches ? 'start' : 'nearest' });
  }

  diagnosesOf(number) {
    const told = this.diagnoses.filter(one => one.step === number);
    return told.length ? element('span', { class: `told small ${told[0].weight}` }, told[0].title) : null;
  }

  showDiagnoses() {
    for (const { step } of this.diagnoses) {
      const button = step && this.buttons.get(step);
      if (button && !button.querySelector('.told')) button.lastChild.append(this.diagnosesOf(step));
    }
    this.notes.replaceChildren(...this.diagnoses.filter(one => !one.step).map(diagnosisNote));
  }

  walk(event) {
    const rows = this.list.children;
    const row = event.target.matches('.step') && {
      ArrowDown: () => event.target.parentNode.nextElementSibling,
      ArrowUp: () => event.target.parentNode.previousElementSibling,
      Home: () => rows[0],
      End: () => rows[rows.length - 1],
    }[event.key]?.();
    if (!row) return;
    event.preventDefault();
    row.firstChild.focus();
    row.firstChild.click();
  }
}
