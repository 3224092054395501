import { element } from '/assets/elements.js';

/** What a stream of events carried, each as a message of its own. */
export function messages({ events = [], more_events: more = 0 }) {
  if (!events.length) return [];
  const count = events.length + more;
  return [element('p', { class: 'small soft' }, `A stream of ${count} ${count === 1 ? 'message' : 'messages'}`),
    ...events.map(one => element('pre', { class: 'event' }, masked(pretty(one)))),
    ...(more ? [element('p', { class: 'small soft' }, `and ${more} more, which are not kept`)] : [])];
}

/** One message of HTTP: its first line, what it carries, and its header fields. */
export function wire(line, headers, query, form, json, ...more) {
  const box = element('div', { class: 'wire-box', tabindex: '0', role: 'group', 'aria-label': line });
  box.append(element('p', {}, element('code', {}, element('strong', {}, line))));
  if (Object.keys(query).length) box.append(table('Parameters', query));
  if (Object.keys(form).length) box.append(table('Form', form));
  if (json) box.append(element('pre', {}, masked(pretty(json))));
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

/** Text as code. A masked value in it carries its length and its hash: the same one again looks the same. */
export function masked(value) {
  const code = element('code', {});
  for (const part of String(value).split(/(…\d*(?:#[0-9a-f]{8})?)/)) {
    const found = /^…(\d*)(?:#([0-9a-f]{8}))?$/.exec(part);
    if (!found) code.append(part);
    else code.append(element('span', { class: 'secret', title: meaning(found[1], found[2]) }, part));
  }
  return code;
}

function meaning(length, hash) {
  if (!hash) return 'Not shown';
  return `Not shown: ${length ? `${length} ${length === '1' ? 'character' : 'characters'}, and ` : ''}a hash by which you see the same value again`;
}

/** JSON with line breaks; whatever else as it is. */
export function pretty(json) {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
