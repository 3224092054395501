/** Makes an element. Text is text: nothing that comes from a server is ever read as markup. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const svg = 'http://www.w3.org/2000/svg';
const shapes = {
  granted: ['M10 2.75a7.25 7.25 0 1 0 0 14.5 7.25 7.25 0 0 0 0-14.5', 'm6.75 10.25 2.25 2.25 4.5-5'],
  refused: ['M6.9 2.75h6.2l4.15 4.15v6.2l-4.15 4.15H6.9L2.75 13.1V6.9z', 'm7.5 7.5 5 5M12.5 7.5l-5 5'],
};

/** The icon of a verdict; the words beside it say the same. */
export function icon(verdict) {
  const made = document.createElementNS(svg, 'svg');
  const attributes = {
    class: 'icon', viewBox: '0 0 20 20', fill: 'none', stroke: 'currentColor',
    'stroke-width': '1.5', 'stroke-linecap': 'round', 'stroke-linejoin': 'round', 'aria-hidden': 'true',
  };
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  for (const shape of shapes[verdict]) {
    const path = document.createElementNS(svg, 'path');
    path.setAttribute('d', shape);
    made.append(path);
  }
  return made;
}
