import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const program = resolve('out/node/stillroom.js');

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output as one JSON document. */
  json<T = Record<string, unknown>>(): T;
}

/** Runs the built program as a person would, in a process of its own. */
export function stillroom(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ran> {
  if (!existsSync(program))
    throw new Error('out/node is not built: run `npm test`, or `npm run stillroom -- --version` once.');
  return new Promise((done) => {
    const options = { env: { ...process.env, STILLROOM_THREADS: '2', ...environment }, maxBuffer: 64 * 1024 * 1024 };
    execFile(process.execPath, [program, ...args], options, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : error ? 1 : 0;
      done({ code, stdout, stderr, json: () => JSON.parse(stdout) });
    });
  });
}
