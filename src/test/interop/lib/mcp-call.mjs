/** What a `tools/call` is on the wire of 2025-11-25, for clients that know OAuth and not MCP. */
export const mcpHeaders = {
  'content-type': 'application/json',
  accept: 'application/json, text/event-stream',
  'mcp-protocol-version': '2025-11-25',
};

export function toolCall(name, args = {}) {
  return JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } });
}

export async function textOf(response) {
  return (await response.json()).result.content[0].text;
}
