import { origin } from './gatehouse.mjs';

/** The revision in which a client spoke last, as the live view shows it: `name` is the one it gave itself. */
export async function revisionSpokenBy(name) {
  const { runs } = await read(`runs?search=${encodeURIComponent(name)}`);
  const steps = (await Promise.all(runs.map(run => read(`runs/${run.id}`)))).flatMap(run => run.steps);
  const revisions = steps.filter(step => step.request?.path === '/mcp').map(step => step.request.headers['mcp-protocol-version']);
  return revisions.filter(Boolean).at(-1);
}

async function read(path) {
  const reply = await fetch(`${origin}/console/${path}`);
  if (!reply.ok) throw new Error(`${path} answered ${reply.status}: ${await reply.text()}`);
  return reply.json();
}
