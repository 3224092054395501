import { element } from './elements.js';

/** Turns sections with headings, which stand one below the other without script, into tabs (ARIA APG, "Tabs"). */
export function tabs(home) {
  const panels = [...home.querySelectorAll('.way')];
  const list = element('div', { role: 'tablist', 'aria-labelledby': 'connect-title' });
  const buttons = panels.map(panel => {
    const heading = panel.querySelector('h3');
    heading.hidden = true;
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', `tab-${panel.id}`);
    return element(
      'button', { type: 'button', role: 'tab', id: `tab-${panel.id}`, 'aria-controls': panel.id }, heading.textContent);
  });

  const choose = index => {
    panels.forEach((panel, i) => { panel.hidden = i !== index; });
    buttons.forEach((button, i) => {
      button.setAttribute('aria-selected', String(i === index));
      button.tabIndex = i === index ? 0 : -1;
    });
  };

  buttons.forEach((button, index) => {
    button.addEventListener('click', () => choose(index));
    button.addEventListener('keydown', event => {
      const next = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: buttons.length - 1 }[event.key];
      if (next === undefined) return;
      event.preventDefault();
      const target = (next + buttons.length) % buttons.length;
      choose(target);
      buttons[target].focus();
    });
  });

  list.append(...buttons);
  home.prepend(list);
  choose(Math.max(0, panels.findIndex(panel => `#${panel.id}` === location.hash)));
}
