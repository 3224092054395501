import { element } from '/assets/elements.js';

/** Two strings one above the other; what they do not share is marked. */
export function differing(oneLabel, one, otherLabel, other) {
  let start = 0;
  while (start < one.length && start < other.length && one[start] === other[start]) start++;
  let end = 0;
  while (end < one.length - start && end < other.length - start && one.at(-1 - end) === other.at(-1 - end)) end++;
  return element('dl', { class: 'difference' },
    element('dt', { class: 'small soft' }, oneLabel), element('dd', {}, marked(one, start, end, 'del')),
    element('dt', { class: 'small soft' }, otherLabel), element('dd', {}, marked(other, start, end, 'ins')));
}

function marked(text, start, end, name) {
  const middle = text.slice(start, text.length - end);
  const code = element('code', {}, text.slice(0, start));
  if (middle) code.append(element(name, {}, middle));
  code.append(text.slice(text.length - end));
  return code;
}
