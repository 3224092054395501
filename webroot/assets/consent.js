// Allow is pressed on purpose, or not at all. The page works without this script: a press in its first moments is kept
// off by the style sheet, and Enter in a tick box by the form itself. This adds what only a script can see.
const answers = document.querySelector('#answers');
const again = document.querySelector('#again');
let timer = 0;

// Another window lay over this page until now (a double click into it would end here): wait for a press that begins after.
function shield() {
  clearTimeout(timer);
  answers.classList.add('shielded');
}

function unshield() {
  clearTimeout(timer);
  timer = setTimeout(() => answers.classList.remove('shielded'), 500);
}

window.addEventListener('blur', shield);
window.addEventListener('focus', unshield);
window.addEventListener('pageshow', unshield);
document.addEventListener('visibilitychange', () => (document.hidden ? shield() : unshield()));

document.addEventListener('pointerdown', event => {
  const { left, right, top, bottom } = answers.getBoundingClientRect();
  const inside = event.clientX >= left && event.clientX <= right && event.clientY >= top && event.clientY <= bottom;
  again.hidden = !(inside && answers.classList.contains('shielded'));
}, true);

// A key that is held down, since the page before or since the last box, is no press.
answers.addEventListener('keydown', event => {
  if (event.key !== 'Enter' && event.key !== ' ') return;
  if (event.repeat || answers.classList.contains('shielded')) event.preventDefault();
});

// Where "dialog" is not known, Enter in a tick box would send the form to be shown again.
document.querySelector('#decision').addEventListener('keydown', event => {
  if (event.key === 'Enter' && event.target.matches('input')) event.preventDefault();
});
