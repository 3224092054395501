import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { answer } from './client-steps.mjs';
import { mcpUrl } from './gatehouse.mjs';
import { follow } from './printed-link.mjs';

const program = join(import.meta.dirname, '../heavy/node_modules/@openai/codex/bin/codex.js');

// No account, no model: its provider is a port where nobody listens.
const settings = `
model_provider = "nobody"
mcp_oauth_credentials_store = "file"
check_for_update_on_startup = false
[model_providers.nobody]
name = "nobody"
base_url = "http://127.0.0.1:9/v1"
[analytics]
enabled = false
[mcp_servers.gatehouse]
url = "${mcpUrl}"
`;

/** `codex app-server` in an empty home: what an editor talks to over standard input and output. */
export class Codex {
  notifications = [];
  #child;
  #waiting = new Map();
  #loggedIn = new Map();
  #thread;
  #lastId = 0;

  constructor() {
    const home = mkdtempSync(join(tmpdir(), 'codex-'));
    writeFileSync(join(home, 'config.toml'), settings);
    const env = { ...process.env, CODEX_HOME: home, HOME: home };
    this.#child = spawn(process.execPath, [program, 'app-server'], { env, cwd: home, stdio: ['pipe', 'pipe', 'inherit'] });
    createInterface({ input: this.#child.stdout }).on('line', line => this.#received(JSON.parse(line)));
  }

  async initialize() {
    await this.#request('initialize', { clientInfo: { name: 'interop', version: '1' }, capabilities: { experimentalApi: true } });
    this.#send({ method: 'initialized' });
  }

  /** The link of `codex mcp login`, which the person's browser has followed when this returns. */
  async logIn(scopes) {
    const { authorizationUrl, loginId } = await this.#request('mcpServer/oauth/login', { name: 'gatehouse', scopes });
    const completed = new Promise(resolve => this.#loggedIn.set(loginId, resolve));
    await follow(authorizationUrl);
    const { success, error } = await completed;
    if (!success) throw new Error(error);
    return new URL(authorizationUrl);
  }

  /** Its MCP connections belong to a thread. */
  async startThread() {
    this.#thread = (await this.#request('thread/start', { ephemeral: true })).thread.id;
  }

  async server() {
    const { data } = await this.#request('mcpServerStatus/list', { threadId: this.#thread, serverName: 'gatehouse' });
    return data[0];
  }

  async callTool(tool, args = {}) {
    const call = { server: 'gatehouse', threadId: this.#thread, tool, arguments: args };
    const { content } = await this.#request('mcpServer/tool/call', call);
    return content.map(part => part.text).join('\n');
  }

  close() {
    this.#child.kill();
  }

  #request(method, params) {
    const id = ++this.#lastId;
    this.#send({ id, method, params });
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  #send(message) {
    this.#child.stdin.write(`${JSON.stringify(message)}\n`);
  }

  #received({ id, method, params, result, error }) {
    if (method && id !== undefined) this.#send({ id, result: { ...answer, _meta: null } });
    else if (method === 'mcpServer/oauthLogin/completed') this.#loggedIn.get(params.loginId)?.(params);
    else if (method) this.notifications.push({ method, params });
    else if (error) this.#waiting.get(id).reject(new Error(error.message));
    else this.#waiting.get(id).resolve(result);
  }
}
