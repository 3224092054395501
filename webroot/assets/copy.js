import { element } from './elements.js';

/** Shows the copy buttons, and adds one to each block of code. */
export function copyButtons() {
  if (!navigator.clipboard) return; // only pages on https or loopback have one
  for (const button of document.querySelectorAll('[data-copy]')) {
    button.hidden = false;
    wire(button, button.querySelector('span'), document.getElementById(button.dataset.copy));
  }
  for (const code of document.querySelectorAll('.code > pre > code')) {
    const word = element('span', {}, 'Copy');
    const button = element('button', { type: 'button' }, word);
    code.closest('.code').prepend(button);
    wire(button, word, code);
  }
}

function wire(button, word, source) {
  word.setAttribute('aria-live', 'polite');
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(source.textContent);
    word.textContent = 'Copied';
    setTimeout(() => { word.textContent = 'Copy'; }, 2000);
  });
}
