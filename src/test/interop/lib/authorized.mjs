import assert from 'node:assert/strict';
import { mcpUrl } from './gatehouse.mjs';

/**
 * The way of a client that is new here: refused, sent to the browser, let in. The two official SDKs differ in how they are made
 * (`unconnected`), in what they throw (`refusal`) and in what they want of the callback (`answer`).
 */
export function authorizedWith({ unconnected, refusal, answer }) {
  return async function authorized(provider, url = mcpUrl) {
    const { client, transport } = unconnected(provider, url);
    await assert.rejects(client.connect(transport), refusal);
    await transport.finishAuth(answer(provider.callback));
    const session = unconnected(provider, url);
    await session.client.connect(session.transport);
    return session;
  };
}
