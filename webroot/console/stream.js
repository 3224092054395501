/** Listens to server-sent events. The browser reconnects by itself and says what it had last; where it gives up, this begins again. */
export function listen(address, { run, reset, state }) {
  const source = new EventSource(address);
  source.addEventListener('open', () => state('Connected: steps appear as they happen.'));
  source.addEventListener('run', event => run(JSON.parse(event.data)));
  source.addEventListener('reset', reset);
  source.addEventListener('error', () => {
    state('The server does not answer. Trying again …');
    if (source.readyState === EventSource.CLOSED) setTimeout(() => listen(address, { run, reset, state }), 2000);
  });
}
