import { element } from '/assets/elements.js';
import { time } from './clock.js';
import { verdicts } from './words.js';

const most = 200;

/** A run that was opened from a file, and did not happen here: a word and a shape. */
export function imported() {
  return element('span', { class: 'imported small' }, element('span', { 'aria-hidden': 'true' }, '⤓'), ' imported');
}

/** The runs, newest first. Each has one row, which is changed in place. */
export class RunList {
  constructor(list, choose) {
    this.list = list;
    this.choose = choose;
    this.selected = null;
    this.runs = new Map();
    this.rows = new Map();
    this.text = '';
    this.found = new Set();
    this.verdict = '';
    list.addEventListener('keydown', event => this.walk(event));
  }

  put(run) {
    this.runs.set(run.id, run);
    if (!this.rows.has(run.id)) this.insert(run);
    this.fill(this.rows.get(run.id), run);
    this.hide(run);
    if (!this.timer) this.ask(1000);
    if (this.runs.size > most) this.drop([...this.runs.keys()].find(id => id !== this.selected));
  }

  reset() {
    for (const [id, run] of this.runs) if (!run.file) this.drop(id);
    if (!this.runs.has(this.selected)) this.selected = null;
  }

  isNewest(run) {
    return [...this.runs.values()].every(other => other.started <= run.started);
  }

  select(id) {
    this.selected = id;
    for (const [other, row] of this.rows) row.firstChild.setAttribute('aria-current', String(other === id));
  }

  /** What stands in a row is looked through at once, and the steps by the server. */
  search(text) {
    this.text = text.trim().toLowerCase();
    this.found.clear();
    for (const run of this.runs.values()) this.hide(run);
    this.ask(200);
  }

  ask(patience) {
    clearTimeout(this.timer);
    if (this.text.length > 1) this.timer = setTimeout(() => this.searchSteps(this.text), patience);
  }

  async searchSteps(text) {
    this.timer = null;
    const reply = await fetch(`runs?search=${encodeURIComponent(text)}`).catch(() => null);
    if (!reply?.ok || text !== this.text) return;
    for (const { id } of (await reply.json()).runs) this.found.add(id);
    for (const run of this.runs.values()) this.hide(run);
  }

  only(verdict) {
    this.verdict = verdict;
    for (const run of this.runs.values()) this.hide(run);
  }

  insert(run) {
    const row = element('li', {}, element('button', { type: 'button', class: 'run', 'aria-current': 'false' }));
    row.firstChild.addEventListener('click', () => this.choose(this.runs.get(run.id)));
    row.dataset.started = run.started;
    const older = [...this.list.children].find(other => other.dataset.started <= run.started);
    this.list.insertBefore(row, older ?? null);
    this.rows.set(run.id, row);
  }

  fill(row, run) {
    const [shape, word] = verdicts[run.verdict];
    const verdict = element('span', { class: `verdict ${run.verdict}` }, element('span', { 'aria-hidden': 'true' }, shape), ` ${word}`);
    row.firstChild.replaceChildren(
      element('span', { class: 'run-name theirs' }, run.name),
      time(run.started, { class: 'small soft' }),
      element('span', { class: 'state' }, verdict, ...(run.file ? [imported()] : [])),
      element('span', { class: 'small soft run-now' }, run.diagnosis || `${run.now} · ${run.steps} ${run.steps === 1 ? 'step' : 'steps'}`),
    );
  }

  hide(run) {
    const words = `${run.name} ${run.client} ${run.now} ${run.diagnosis ?? ''} ${run.verdict} ${run.words ?? ''} ${run.file ? 'imported' : ''}`.toLowerCase();
    const fits = (words.includes(this.text) || this.found.has(run.id)) && (!this.verdict || run.verdict === this.verdict);
    this.rows.get(run.id).hidden = !fits;
  }

  drop(id) {
    this.runs.delete(id);
    this.rows.get(id)?.remove();
    this.rows.delete(id);
  }

  walk(event) {
    const step = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' }[event.key];
    let row = step && event.target.closest('li')?.[step];
    while (row?.hidden) row = row[step];
    if (row) {
      event.preventDefault();
      row.firstChild.focus();
    }
  }
}
