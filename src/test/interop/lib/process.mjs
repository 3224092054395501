import { spawn } from 'node:child_process';
import { dirname } from 'node:path';

/** Starts a Node program, the pinned Node first on its PATH; `stop` ends it together with its children. */
export function startNode(args, env = {}) {
  const child = spawn(process.execPath, args, {
    cwd: dirname(import.meta.dirname),
    env: { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH}`, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (output += chunk));
  const exited = new Promise(resolve => child.once('exit', resolve));
  return {
    exited,
    output: () => output,
    async printed(pattern, seconds = 30) {
      for (const end = Date.now() + seconds * 1000; Date.now() < end; await pause(50)) {
        const match = pattern.exec(output);
        if (match) return match;
        if (child.exitCode !== null) break;
      }
      throw new Error(`${args[0]} never printed ${pattern}; it printed:\n${output}`);
    },
    async stop() {
      if (child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
      await exited;
    },
  };
}

export const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));
