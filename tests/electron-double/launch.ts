import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright';
import type { Questions } from './questions.ts';
import { type Settings, settingsVariable } from './settings.ts';

type Argument<Q extends keyof Questions> = Parameters<Questions[Q]>;
type Answer<Q extends keyof Questions> = Awaited<ReturnType<Questions[Q]>>;

export interface DoubleOptions {
  /** The built main process. */
  readonly main: string;
  readonly args?: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  readonly settings: Partial<Settings>;
}

/** The double's main process as a test holds it. */
export interface DoubleProcess {
  readonly pid: number;
  ask<Q extends keyof Questions>(name: Q, ...argument: Argument<Q>): Promise<Answer<Q>>;
  /** Its exit code. */
  readonly ended: Promise<number | null>;
}

export interface Double extends DoubleProcess {
  readonly page: Page;
  close(): Promise<void>;
}

const start = fileURLToPath(new URL('./start.ts', import.meta.url));

/** Starts a built main process over the double, and no more. */
export function startDouble({ main, args = [], environment, settings }: DoubleOptions): DoubleProcess {
  const child: ChildProcess = fork(start, [main, ...args], {
    execArgv: ['--import', import.meta.resolve('tsx')],
    env: { ...process.env, ...environment, [settingsVariable]: JSON.stringify(settings) },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, (answer: never) => void>();
  let asked = 0;
  child.on('message', ({ id, answer }: { id: number; answer: never }) => {
    waiting.get(id)?.(answer);
    waiting.delete(id);
  });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  return {
    pid: child.pid ?? 0,
    ended,
    ask(name, ...[argument]) {
      asked += 1;
      const id = asked;
      child.send({ id, name, argument });
      const answered = new Promise<never>((resolve) => waiting.set(id, resolve));
      const gone = ended.then((code): never => {
        throw new Error(`The double ended with ${code} before it answered “${name}”.`);
      });
      return Promise.race([answered, gone]);
    },
  };
}

/** Starts it and attaches to its window, once the window has loaded: what a page asks before that is lost with it. */
export async function launchDouble(options: DoubleOptions): Promise<Double> {
  const main = startDouble(options);
  const port = await main.ask('debuggingPort');
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const page = browser.contexts()[0]?.pages()[0];
  if (!page) throw new Error('The double has no window.');
  await page.waitForURL(({ protocol }) => protocol !== 'about:');
  return {
    ...main,
    page,
    async close() {
      await browser.close();
      void main.ask('quit').catch(() => undefined);
      await main.ended;
    },
  };
}
