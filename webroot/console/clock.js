import { element } from '/assets/elements.js';

const units = [['day', 86400], ['h', 3600], ['min', 60]];

/** One format for every time in the console: to the millisecond, where the reader is. */
export function exactly(instant) {
  const at = new Date(instant);
  const two = number => String(number).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${String(at.getMilliseconds()).padStart(3, '0')}`;
}

/** A distance in words: 40 s, 5 min, 3 h, 2 days. */
export function distance(millis) {
  const seconds = Math.round(Math.abs(millis) / 1000);
  const [unit, size] = units.find(([, one]) => seconds >= 2 * one || (one === 60 && seconds >= 60)) ?? ['s', 1];
  const count = Math.floor(seconds / size);
  return `${count} ${unit === 'day' && count !== 1 ? 'days' : unit}`;
}

/** A time in a token or in a file may be none. */
function isTime(instant) {
  return !Number.isNaN(new Date(instant).getTime());
}

function none(attributes = {}) {
  return element('span', attributes, 'no valid time');
}

/** How far from now, which is kept up to date while it is shown; the exact time on hover. */
export function time(instant, attributes = {}) {
  if (!isTime(instant)) return none(attributes);
  const made = element('time', { ...attributes, datetime: new Date(instant).toISOString(), title: exactly(instant), 'data-live': '' });
  tick(made);
  return made;
}

/** How far from another moment, such as that of the step; the exact time on hover. */
export function timeFrom(instant, moment, words) {
  if (!isTime(instant) || !isTime(moment)) return none();
  const off = new Date(instant) - new Date(moment);
  const text = Math.abs(off) < 1000 ? `at the time of ${words}` : `${distance(off)} ${off < 0 ? 'before' : 'after'} ${words}`;
  return element('time', { datetime: new Date(instant).toISOString(), title: exactly(instant) }, text);
}

function tick(shown) {
  const off = new Date(shown.dateTime) - Date.now();
  const words = Math.abs(off) < 1000 ? 'now' : off < 0 ? `${distance(off)} ago` : `in ${distance(off)}`;
  if (shown.textContent !== words) shown.textContent = words;
}

setInterval(() => document.querySelectorAll('time[data-live]').forEach(tick), 1000);
