/** Calls a tool and gives back its text; a result that reports a failure is one. */
export async function callTool(client, name, args) {
  const result = await client.callTool({ name, arguments: args });
  const text = result.content.map(part => part.text).join('\n');
  if (result.isError) throw new Error(`${name} failed: ${text}`);
  return text;
}
