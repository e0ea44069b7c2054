import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { HostKind } from './host.ts';
import { killDescendant } from './processes.ts';
import { root } from './root.ts';
import { watchErrors, watchRequests } from './watch.ts';

const program = join(root, 'out', 'node', 'stillroom.js');

/** The address that `stillroom serve` prints. */
async function address(serve: ChildProcess): Promise<string> {
  if (!serve.stdout) throw new Error('`stillroom serve` has no output to read.');
  for await (const line of createInterface({ input: serve.stdout })) if (line.startsWith('http://')) return line;
  throw new Error('`stillroom serve` ended without printing an address.');
}

async function end(serve: ChildProcess): Promise<void> {
  if (serve.exitCode !== null || serve.signalCode !== null) return;
  const ended = once(serve, 'exit');
  serve.kill('SIGTERM');
  await ended;
}

/** `stillroom serve` in a process of its own, and Chromium at the address it prints. */
export const browserHost: HostKind = {
  name: 'browser',
  unavailable: existsSync(program) ? null : 'Stillroom is not built: node scripts/test.mjs e2e builds it',
  async open({ home, browser }) {
    const serve = spawn(process.execPath, [program, 'serve'], {
      env: { ...process.env, STILLROOM_HOME: home },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    // A test that runs out of time takes this process with it, and no `finally` runs.
    const abandon = () => serve.kill('SIGTERM');
    process.once('exit', abandon);
    const url = await address(serve);
    // What it says later, and what its engine says, goes where the test's own output goes.
    serve.stdout?.pipe(process.stderr);
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    const foreign = watchRequests(page, new URL(url).origin);
    const errors = watchErrors(page);
    await page.goto(url);
    return {
      page,
      foreignRequests: async () => foreign(),
      errors,
      killEngine: async () => killDescendant(serve.pid ?? 0, /out\/node\/engine\.js/),
      async close() {
        await context.close();
        await end(serve);
        process.off('exit', abandon);
      },
    };
  },
};
