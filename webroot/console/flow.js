import { element } from '/assets/elements.js';
import { diagnosisNote } from './diagnosis.js';
import { exactly, parties, turns } from './words.js';

const order = ['client', 'browser', 'as', 'rs'];

/** The steps of one run as arrows between four lanes; on a narrow screen as a list that names both parties. */
export class Flow {
  constructor(open) {
    this.open = open;
    this.list = document.getElementById('steps');
    this.notes = document.getElementById('diagnoses');
    this.clear();
    this.list.addEventListener('keydown', event => this.walk(event));
  }

  clear() {
    this.run = null;
    this.lastNumber = 0;
    this.opened = false;
    this.byHand = false;
    this.steps = new Map();
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
    const pane = this.list.closest('.pane');
    const atEnd = pane.scrollHeight - pane.scrollTop - pane.clientHeight < 80;
    for (const step of steps.filter(({ n }) => n > this.lastNumber)) {
      this.lastNumber = step.n;
      this.challenge = step.request.query.code_challenge ?? step.request.form.code_challenge ?? this.challenge;
      step.challenge = this.challenge;
      this.steps.set(step.n, step);
      this.list.append(this.row(step));
    }
    this.showDiagnoses();
    if (atEnd && steps.length) pane.scrollTop = pane.scrollHeight;
    const told = diagnoses.filter(one => one.step && one.weight !== 'note').map(one => one.step);
    if (!this.byHand && told.length && this.steps.has(told.at(-1))) this.show(told.at(-1));
    this.mark(this.text);
  }

  show(number) {
    const step = this.steps.get(number);
    if (!step) return;
    for (const other of this.list.querySelectorAll('[aria-current=true]')) other.setAttribute('aria-current', 'false');
    this.button(number)?.setAttribute('aria-current', 'true');
    this.open(step);
  }

  /** Dims the steps in which the text does not occur. */
  mark(text) {
    this.text = text.toLowerCase();
    for (const [number, step] of this.steps) {
      const row = this.button(number)?.parentNode;
      row?.classList.toggle('dim', this.text.length > 1 && !JSON.stringify(step).toLowerCase().includes(this.text));
    }
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
      element('span', { class: 'who' }, element('span', { class: `lane-${from}` }, parties[from]), ' → ', element('span', { class: `lane-${to}` }, parties[to])),
      arrow,
      element('span', { class: 'words small' }, `${step.words} `, element('span', { class: `visually-hidden` }, turns[step.turn])));
    if (told) button.append(told);
    button.addEventListener('click', () => this.choose(step.n));
    return element('li', {}, button);
  }

  /** A person chose it: where the panes stand below each other, the step comes into view. */
  choose(number) {
    this.byHand = true;
    this.show(number);
    if (matchMedia('(max-width: 1199px)').matches) document.getElementById('step-pane').scrollIntoView({ block: 'nearest' });
  }

  diagnosesOf(number) {
    const told = this.diagnoses.filter(one => one.step === number);
    return told.length ? element('span', { class: `told small ${told[0].weight}` }, told[0].title) : null;
  }

  showDiagnoses() {
    for (const { step } of this.diagnoses) {
      const button = step && this.button(step);
      if (button && !button.querySelector('.told')) button.append(this.diagnosesOf(step));
    }
    this.notes.replaceChildren(...this.diagnoses.filter(one => !one.step).map(diagnosisNote));
  }

  button(number) {
    return this.list.querySelector(`[data-n="${number}"]`);
  }

  walk(event) {
    const next = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' }[event.key];
    const row = next && event.target.closest('li')?.[next];
    if (!row) return;
    event.preventDefault();
    row.firstChild.focus();
    row.firstChild.click();
  }
}
