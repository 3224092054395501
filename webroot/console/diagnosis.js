import { element, icon } from '/assets/elements.js';
import { differing } from './difference.js';

const faults = {
  client: 'The client', user: 'The user', server: 'This server', setting: 'A setting of this server', browser: 'The browser', nobody: 'Nobody',
};

/** One diagnosis: what was wrong, the two strings with their difference marked, whose fault it is, what would be right. */
export function diagnosisNote(one) {
  const body = element('div', { class: 'stack-tight' }, element('h3', {}, one.title), element('p', {}, one.what));
  if (one.sent && one.right_value) body.append(differing(one.sent_label, one.sent, one.right_label, one.right_value));
  body.append(
    element('p', {}, element('strong', {}, 'Whose turn: '), `${faults[one.fault] ?? one.fault}. ${one.right}`),
  );
  if (one.rule) body.append(element('p', { class: 'small soft' }, one.rule));
  const kind = { fault: 'refused', warning: 'waiting', note: '' }[one.weight] ?? '';
  return element('div', { class: `note diagnosis ${kind}`, 'data-diagnosis': one.id }, ...(kind === 'refused' ? [icon('refused')] : []), body);
}
