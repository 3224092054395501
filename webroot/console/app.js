import { listen } from './stream.js';
import { imported, RunList } from './runlist.js';
import { Flow } from './flow.js';
import { StepPane } from './step.js';
import { wireFiles } from './files.js';
import { wireGuide } from './guide.js';
import { wireMap } from './map.js';
import { wireTabs } from './tabs.js';
import { time } from './clock.js';

const pane = new StepPane(document.getElementById('step'), document.getElementById('no-step'));
const flow = new Flow((step, row) => pane.show(step, flow, row));
const list = new RunList(document.getElementById('runs'), run => {
  following = list.isNewest(run);
  select(run);
});

/** The newest run is shown as it comes, until a person chooses another one. */
let following = true;

let loading = null;
/** Whoever comes from an error page sees the step that failed with this id. */
let failed = /^#error\/([\w-]+)$/.exec(location.hash)?.[1];
let wanted = asked();

/** #runs/7 is a run, #runs/token a kind of step in the newest one. */
function asked() {
  return /^#runs\/(\w+)$/.exec(location.hash)?.[1];
}

/** Whoever came by a link to a run sees that one, as soon as it is there. */
function isWanted(run) {
  return String(run.id) === wanted;
}

function selectWanted(run) {
  wanted = undefined;
  following = false;
  select(run);
}

addEventListener('hashchange', () => {
  wanted = asked();
  if (wanted) document.getElementById('tab-runs').click();
  const run = wanted && list.runs.get(Number(wanted));
  if (run) selectWanted(run);
});

listen('events', {
  run: summary => {
    list.put(summary);
    if (isWanted(summary)) selectWanted(summary);
    else if (list.selected === summary.id) load(summary.id);
    else if (list.selected === null || (following && list.isNewest(summary))) select(summary);
    showEmpty();
  },
  reset: () => {
    list.reset();
    pane.clear();
    flow.clear();
    showEmpty();
  },
  state: words => { document.getElementById('link').textContent = words; },
});

/** Shows a run: one of the list, or one from a file with its steps in it. */
function select(run) {
  list.select(run.id);
  pane.clear();
  flow.begin(run);
  head(run);
  if (run.file) {
    flow.add(run.file);
    showEmpty();
  } else {
    load(run.id);
  }
}

// One request at a time: what changes meanwhile is asked for after it.
async function load(id) {
  if (loading) {
    loading.again = id;
    return;
  }
  loading = {};
  try {
    const reply = await fetch(`runs/${id}?after=${flow.run?.id === id ? flow.lastNumber : 0}`);
    if (reply.ok && list.selected === id) {
      const document = await reply.json();
      flow.add(document);
      head(document.run);
      pane.refresh();
      openWanted();
    }
  } catch {
    // the stream says that the server is gone, and asks again when it is back
  } finally {
    const { again } = loading;
    loading = null;
    if (again !== undefined && again === list.selected) load(again);
  }
}

/** Whoever came by a link to one kind of step sees the latest of it. */
function openWanted() {
  const steps = [...flow.steps.values()].reverse();
  const step = steps.find(({ kind, decisions }) => kind === wanted || hasFailed(decisions));
  if (!step) return;
  wanted = failed = undefined;
  flow.choose(step.n);
}

function hasFailed(decisions) {
  return failed && decisions.some(({ details }) => details.id === failed);
}

async function findFailed() {
  following = false;
  const reply = await fetch(`runs?search=${encodeURIComponent(failed)}`);
  const [run] = reply.ok ? (await reply.json()).runs : [];
  if (!run) {
    document.getElementById('no-step').textContent = `Error ${failed} belongs to no run that is kept here.`;
    return;
  }
  list.put(run);
  select(run);
}

function head(run) {
  document.getElementById('flow-title').textContent = run.name;
  document.getElementById('flow-facts').replaceChildren(
    'began ', time(run.started),
    ` · ${run.client ? `client_id ${run.client}` : 'no client_id yet'} · ${run.steps} ${run.steps === 1 ? 'step' : 'steps'}`,
    ...(run.file ? [' · ', imported()] : []));
  for (const [id, ending] of [['export-json', 'json'], ['export-har', 'har']]) {
    const link = document.getElementById(id);
    link.hidden = Boolean(run.file);
    link.href = `runs/${run.id}/export.${ending}`;
  }
}

function showEmpty() {
  const some = list.selected !== null;
  document.getElementById('empty').hidden = some;
  document.getElementById('flow-head').hidden = !some;
  document.getElementById('flow').hidden = !some;
}

if (failed) findFailed();
wireTabs();
wireMap();
wireGuide(document.getElementById('view-runs').dataset.mcp);
wireFiles(run => {
  following = false;
  list.put(run);
  select(run);
});

document.getElementById('search').addEventListener('input', event => {
  list.search(event.target.value);
  flow.mark(event.target.value);
});
for (const chip of document.querySelectorAll('[data-verdict]')) {
  chip.addEventListener('click', () => {
    for (const other of document.querySelectorAll('[data-verdict]')) other.setAttribute('aria-pressed', String(other === chip));
    list.only(chip.dataset.verdict);
  });
}
document.getElementById('clear').addEventListener('click', () => fetch('clear', { method: 'POST' }));
document.getElementById('start-guide').addEventListener('click', () => document.getElementById('tab-guide').click());
showEmpty();
