/** The three views, by the pattern of WAI-ARIA: arrow keys move, one is in the tab order. The address remembers which. */
export function wireTabs() {
  const tabs = [...document.querySelectorAll('[role=tab]')];
  const choose = tab => {
    for (const other of tabs) {
      const chosen = other === tab;
      other.setAttribute('aria-selected', String(chosen));
      other.tabIndex = chosen ? 0 : -1;
      document.getElementById(other.getAttribute('aria-controls')).hidden = !chosen;
    }
    const name = tab.id.slice('tab-'.length);
    if (!location.hash.startsWith(`#${name}`)) history.replaceState(null, '', `#${name}`);
    tab.dispatchEvent(new Event('chosen'));
  };
  tabs.forEach((tab, index) => {
    tab.addEventListener('click', () => choose(tab));
    tab.addEventListener('keydown', event => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!by) return;
      const next = tabs[(index + by + tabs.length) % tabs.length];
      next.focus();
      choose(next);
    });
  });
  const asked = document.getElementById(`tab-${location.hash.slice(1).split('/')[0]}`);
  if (asked) choose(asked);
}
