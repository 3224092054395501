import { element } from '/assets/elements.js';
import { time } from './clock.js';

/** Tools × scopes × users, and the tokens that live: whoever hovers or focuses a token sees which rows it lights. */
export function wireMap() {
  const view = document.getElementById('view-map');
  let shown = '';
  const draw = async () => {
    if (view.hidden) return;
    const reply = await fetch('map').catch(() => null);
    if (!reply?.ok) return;
    const text = await reply.text();
    if (text === shown) return;
    shown = text;
    const focused = view.querySelector(':focus')?.dataset.mark;
    view.replaceChildren(...page(JSON.parse(text)));
    if (focused) view.querySelector(`[data-mark="${focused}"]`)?.focus();
  };
  document.getElementById('tab-map').addEventListener('chosen', draw);
  setInterval(draw, 3000);
  draw();
}

function page({ tools, scopes, users, tokens }) {
  return [
    element('h2', {}, 'Who may call what'),
    element('p', { class: 'soft' }, 'A user\'s ring says which scopes can be granted. A token has the scopes that were granted when it was made, and keeps them. A tool looks at the token alone.'),
    scroll('Tools, scopes and users', tableOf(tools, users, tokens)),
    element('h2', {}, 'Tokens that live'),
    tokens.length ? scroll('Tokens', tokenTable(tokens, tools)) : element('p', { class: 'soft' }, 'None yet. Each access token that is issued stands here until it ends.'),
    element('h2', {}, 'Scopes'),
    element('dl', { class: 'facts card' }, ...Object.entries(scopes).flatMap(([name, words]) => [element('dt', {}, element('code', {}, name)), element('dd', {}, words)])),
  ];
}

function scroll(name, table) {
  return element('div', { class: 'card scroll', tabindex: '0', role: 'group', 'aria-label': name }, table);
}

function tableOf(tools, users, tokens) {
  const head = element('tr', {}, ...['Tool', 'Scope', ...users.map(user => `${user.name} (${user.ring})`), 'Live tokens'].map(text => element('th', { scope: 'col' }, text)));
  const rows = tools.map(tool => {
    const lit = tokens.filter(token => reaches(token, tool));
    return element('tr', { class: lit.length ? 'lit' : '', 'data-scope': tool.scope },
      element('th', { scope: 'row' }, element('code', {}, tool.name)),
      element('td', {}, tool.scope ? element('code', {}, tool.scope) : 'any valid token'),
      ...users.map(user => yes(!tool.scope || user.scopes.includes(tool.scope))),
      element('td', {}, ...(lit.length ? lit.map(token => element('span', { class: 'meaning' }, `${token.sub || token.client} …#${token.mark}`)) : ['–'])));
  });
  return element('table', { class: 'map' }, element('thead', {}, head), element('tbody', {}, ...rows));
}

function tokenTable(tokens, tools) {
  const head = element('tr', {}, ...['Token', 'User', 'Client', 'Scopes', 'Reaches', 'Ends'].map(text => element('th', { scope: 'col' }, text)));
  const rows = tokens.map(token => {
    const button = element('button', { type: 'button', class: 'small quiet', 'data-mark': token.mark }, `…#${token.mark}`);
    for (const [event, on] of [['mouseenter', true], ['focus', true], ['mouseleave', false], ['blur', false]]) {
      button.addEventListener(event, () => light(on ? token : null));
    }
    return element('tr', {}, element('th', { scope: 'row' }, button), element('td', {}, token.sub), element('td', { class: 'theirs' }, token.client),
      element('td', {}, element('code', {}, token.scope)), element('td', {}, `${tools.filter(tool => reaches(token, tool)).length} of ${tools.length} tools`),
      element('td', {}, time(token.exp * 1000)));
  });
  return element('table', { class: 'map' }, element('thead', {}, head), element('tbody', {}, ...rows));
}

function light(token) {
  for (const row of document.querySelectorAll('[data-scope]')) {
    const { scope } = row.dataset;
    row.classList.toggle('chosen', Boolean(token) && (!scope || token.scope.split(' ').includes(scope)));
  }
}

function reaches(token, tool) {
  return !tool.scope || token.scope.split(' ').includes(tool.scope);
}

function yes(granted) {
  return element('td', { class: granted ? 'granted' : 'soft' }, granted ? '✓ yes' : 'no');
}
