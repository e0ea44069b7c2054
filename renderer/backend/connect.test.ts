import { MessageChannel, type MessagePort as NodePort } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { Failure } from '../../contract/failure.ts';
import type { Backend } from '../../contract/index.ts';
import { servePort } from '../../contract/wires/port.ts';
import { overPort } from './connect.ts';

type Answers = Readonly<Record<string, (input: never) => unknown>>;

/** An engine that says which methods it was asked, in order. */
function engine(answers: Answers) {
  const asked: string[] = [];
  const backend = {
    async call(method: string, input: never) {
      asked.push(method);
      return answers[method]?.(input);
    },
  } as Backend;
  return { asked, backend };
}

const opens: Answers = { 'study.open': ({ path }: { path: string }) => ({ path }), 'app.info': () => 'info' };
const hangs: Answers = { ...opens, 'sql.run': () => new Promise(() => {}) };

function shell() {
  const target = Object.assign(new EventTarget(), { postMessage: () => {} });
  const post = ({ backend }: { readonly backend: Backend }): NodePort => {
    const { port1, port2 } = new MessageChannel();
    servePort(backend, {
      postMessage: (message) => port1.postMessage(message),
      onMessage: (listener) => void port1.on('message', listener),
      onClose: (listener) => void port1.on('close', listener),
    });
    const event = Object.assign(new Event('message'), {
      source: target,
      data: { kind: 'stillroom-port' },
      ports: [port2],
    });
    target.dispatchEvent(event);
    return port1;
  };
  return { window: overPort(target as unknown as Window), post };
}

it('a call made before there is an engine waits for it', async () => {
  const { window, post } = shell();
  const answer = window.call('app.info', {});
  const port = post(engine(opens));
  expect(await answer).toBe('info');
  port.close();
});

it('a new port ends what ran on the one before, and opens the same study first', async () => {
  const { window, post } = shell();
  const first = post(engine(hangs));
  await window.call('study.open', { path: '/s' });
  const running = window.call('sql.run', { sql: 'SELECT 1' });
  await window.call('app.info', {});
  const next = engine(opens);
  const second = post(next);
  await expect(running).rejects.toMatchObject({ code: 'engine_lost' });
  expect(await window.call('app.info', {})).toBe('info');
  expect(next.asked).toEqual(['study.open', 'app.info']);
  first.close();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await window.call('app.info', {}), 'the late end of the first port').toBe('info');
  second.close();
});

it('between two engines a call waits for the next', async () => {
  const { window, post } = shell();
  const first = post(engine(hangs));
  await window.call('study.open', { path: '/s' });
  const running = window.call('sql.run', { sql: 'SELECT 1' });
  await window.call('app.info', {});
  first.close();
  await expect(running).rejects.toMatchObject({ code: 'engine_lost' });
  const waiting = window.call('app.info', {});
  const second = post(engine(opens));
  expect(await waiting).toBe('info');
  second.close();
});

it('a study that does not open any more is said once; the engine answers what needs none', async () => {
  const { window, post } = shell();
  const first = post(engine(opens));
  await window.call('study.open', { path: '/s' });
  const gone = () => {
    throw new Failure('not_found', 'The study is gone.');
  };
  const second = post(engine({ ...opens, 'study.open': gone }));
  await expect(window.call('app.info', {})).rejects.toMatchObject({ code: 'not_found' });
  expect(await window.call('app.info', {})).toBe('info');
  first.close();
  second.close();
});
