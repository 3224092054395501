import { element } from './elements.js';

/** Shows the copy buttons, and adds one to each block of code. */
export function copyButtons() {
  if (!navigator.clipboard) return; // only pages on https or loopback have one
  for (const one of document.querySelectorAll('[data-copy]')) {
    one.hidden = false;
    const source = document.getElementById(one.dataset.copy);
    button(one, one.querySelector('span'), async () => source.textContent);
  }
  for (const code of document.querySelectorAll('.code > pre > code')) {
    const word = element('span', {}, 'Copy');
    const one = element('button', { type: 'button' }, word);
    code.closest('.code').prepend(one);
    button(one, word, async () => code.textContent);
  }
}

/** A button that copies what the function promises, and says so in the word. */
export function button(one, word, text) {
  const before = word.textContent;
  word.setAttribute('aria-live', 'polite');
  one.addEventListener('click', async () => {
    try {
      await write(text());
      word.textContent = 'Copied';
    } catch {
      word.textContent = 'Not copied';
    }
    setTimeout(() => { word.textContent = before; }, 2000);
  });
}

// Within the press, as Safari wants it, even where the text is fetched first.
function write(promised) {
  if (typeof ClipboardItem === 'undefined') return promised.then(text => navigator.clipboard.writeText(text));
  const blob = promised.then(text => new Blob([text], { type: 'text/plain' }));
  return navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
}
