// Two conveniences of the login page. The page works without them: both stay hidden then.
const password = document.querySelector('#password');
const reveal = document.querySelector('#reveal');

reveal.hidden = false;
reveal.addEventListener('click', () => {
  const shown = password.type === 'password';
  password.type = shown ? 'text' : 'password';
  reveal.setAttribute('aria-pressed', String(shown));
  reveal.firstChild.textContent = shown ? 'Hide' : 'Show';
});

// A double click, or a key that is held down, sends the form once: each time costs a hash, and the last answer would count.
let sent = false;
window.addEventListener('pageshow', () => { sent = false; });

password.form.addEventListener('submit', event => {
  if (sent) event.preventDefault();
  sent = true;
  password.type = 'password'; // a shown one is not one that the browser offers to keep
});

for (const fill of document.querySelectorAll('[data-password]')) {
  fill.hidden = false;
  fill.addEventListener('click', () => {
    document.querySelector('#username').value = fill.dataset.name;
    password.value = fill.dataset.password;
    password.form.querySelector('button.primary').focus();
  });
}
