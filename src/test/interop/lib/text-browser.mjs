import { alice } from './gatehouse.mjs';

/**
 * A browser without script or style: a cookie jar, redirects and forms. It logs alice in and approves, or
 * denies, and gives back the address the authorization server then sends the browser to.
 */
export async function approve(authorizationUrl, { scopes, decision = 'approve' } = {}) {
  const browser = new TextBrowser();
  let page = await browser.get(authorizationUrl);
  if (page.form('username')) page = await browser.submit(page, { ...page.form('username').hidden, ...alice });
  const form = page.form('scope');
  if (!form) throw new Error(`no consent form at ${page.url}:\n${page.html}`);
  const ticked = form.scopes.filter(scope => !scopes || scopes.includes(scope));
  return (await browser.submit(page, { ...form.hidden, scope: ticked, decision })).leftTo;
}

class TextBrowser {
  #cookies = new Map();

  get(url) {
    return this.#fetch(url, { method: 'GET' });
  }

  submit(page, fields) {
    const body = new URLSearchParams();
    for (const [name, values] of Object.entries(fields)) [values].flat().forEach(value => body.append(name, value));
    const { action } = page.anyForm();
    return this.#fetch(new URL(action, page.url), { method: 'POST', body, headers: { origin: page.url.origin } });
  }

  /** Follows redirects on the authorization server's own origin; one that leaves it is the answer. */
  async #fetch(address, init) {
    const url = new URL(address);
    const headers = { ...init.headers, accept: 'text/html', cookie: [...this.#cookies.values()].join('; ') };
    const reply = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const cookie of reply.headers.getSetCookie()) this.#keep(cookie.split(';', 1)[0]);
    const location = reply.headers.get('location');
    if (!location) return new Page(url, await reply.text());
    const next = new URL(location, url);
    return next.origin === url.origin ? this.get(next) : { leftTo: next };
  }

  #keep(pair) {
    this.#cookies.set(pair.split('=', 1)[0], pair);
  }
}

class Page {
  constructor(url, html) {
    Object.assign(this, { url, html });
  }

  /** The form that has an input of this name. */
  form(input) {
    return this.#forms().find(form => form.inputs.some(({ name }) => name === input));
  }

  anyForm() {
    return this.form('username') ?? this.form('scope');
  }

  #forms() {
    return [...this.html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].map(([, tag, content]) => {
      const inputs = [...content.matchAll(/<input\b([^>]*)>/gs)].map(([, input]) => attributes(input));
      return {
        inputs,
        action: attributes(tag).action ?? '',
        hidden: Object.fromEntries(inputs.filter(({ type }) => type === 'hidden').map(({ name, value }) => [name, value])),
        scopes: inputs.filter(input => input.name === 'scope' && !('disabled' in input)).map(({ value }) => value),
      };
    });
  }
}

function attributes(tag) {
  const pairs = [...tag.matchAll(/([\w-]+)(?:\s*=\s*(?:"([^"]*)"|([^\s"]+)))?/g)];
  return Object.fromEntries(pairs.map(([, name, quoted, bare]) => [name, unescape(quoted ?? bare ?? '')]));
}

function unescape(value) {
  const named = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return value.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (entity, decimal, hex, name) =>
    name ? (named[name] ?? entity) : String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hex, 16)),
  );
}
