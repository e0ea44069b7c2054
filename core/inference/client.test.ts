import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Progress } from '../../contract/define.ts';
import { createInferenceClient, type InferenceClient, type InferenceClientOptions } from './client.ts';
import { forkInference } from './fork.ts';
import { holdContext } from './held-context.ts';
import type { EvaluateInput, PredictInput } from './inputs.ts';
import { madeUpTable } from './made-up-table.ts';
import type { InferencePort } from './port.ts';
import { shippedModel } from './testing/shipped-model.ts';

const modelDir = shippedModel;
const entry = fileURLToPath(new URL('./process.ts', import.meta.url));
const known = madeUpTable(60, 1);
const small: PredictInput = {
  modelDir,
  context: { table: known.table, target: known.outcome },
  queries: madeUpTable(5, 2).table,
  calibrate: false,
  threads: 1,
};
const long: EvaluateInput = { modelDir, table: known.table, target: known.outcome, repeats: 50, threads: 1 };

let client: InferenceClient | undefined;
afterEach(() => client?.close());
afterAll(() => lasting.client.close());

/** A client on real processes; `ports` are those it started, in order. */
function start(options: InferenceClientOptions = {}): { client: InferenceClient; ports: InferencePort[] } {
  const started = made(options);
  client = started.client;
  return started;
}

function made(options: InferenceClientOptions) {
  const ports: InferencePort[] = [];
  const client = createInferenceClient(async () => {
    const port = await forkInference(entry, { execArgv: ['--import', 'tsx'] });
    ports.push(port);
    return port;
  }, options);
  return { client, ports };
}

/** One process for all tests after which it goes on. */
const lasting = made({ graceMs: 30_000 });

/** A context that calls `act` at the first sign of life. */
function atFirstProgress(act: () => void) {
  const abort = new AbortController();
  let seen = false;
  const progress = (_: Progress) => {
    if (!seen) act();
    seen = true;
  };
  return { abort, context: { signal: abort.signal, progress } };
}

describe('the client', () => {
  it('answers from one process, started with the first job, and passes failures on', async () => {
    const { client, ports } = lasting;
    expect(ports).toHaveLength(0);
    const [first, second] = await Promise.all([client.predict(small), client.predict(small)]);
    expect(first).toMatchObject({ kind: 'class', rows: 5, contextRows: 60, classes: ['alive', 'dead'] });
    if (first.kind !== 'class' || second.kind !== 'class') expect.unreachable();
    expect(first.probabilities).toBeInstanceOf(Float64Array);
    expect(second.probabilities).toEqual(first.probabilities);
    await expect(client.predict({ ...small, modelDir: `${modelDir}-none` })).rejects.toMatchObject({
      name: 'Failure',
      code: 'not_found',
    });
    expect(ports).toHaveLength(1);
  });

  it('cancels between two runs and keeps the process', async () => {
    const { client, ports } = lasting;
    const { abort, context } = atFirstProgress(() => abort.abort());
    await expect(client.evaluate(long, context)).rejects.toMatchObject({ code: 'cancelled' });
    expect(await client.predict(small)).toMatchObject({ rows: 5 });
    expect(ports).toHaveLength(1);
  });

  it('ends the process when a cancelled job does not stop by itself', async () => {
    const { client, ports } = start({ graceMs: 0 });
    const wide = madeUpTable(4000, 3);
    const { abort, context } = atFirstProgress(() => abort.abort());
    const heavy = { ...long, table: wide.table, target: wide.outcome };
    await expect(client.evaluate(heavy, context)).rejects.toMatchObject({ code: 'cancelled' });
    expect(await client.predict(small)).toMatchObject({ rows: 5 });
    expect(ports).toHaveLength(2);
  });

  it('a job that waits is cancelled without waiting', async () => {
    const { client } = lasting;
    const busy = atFirstProgress(() => {});
    const running = client.evaluate(long, busy.context);
    const waiting = new AbortController();
    const second = client.predict(small, { signal: waiting.signal, progress: () => {} });
    waiting.abort();
    await expect(second).rejects.toMatchObject({ code: 'cancelled' });
    busy.abort.abort();
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('loses one job to a crash; the one that waited runs in a new process', async () => {
    const { client, ports } = start();
    const { context } = atFirstProgress(() => ports[0]!.close());
    const crashed = client.evaluate(long, context);
    const next = client.predict(small);
    await expect(crashed).rejects.toMatchObject({
      code: 'engine_lost',
      message: expect.stringMatching(/process ended .*“evaluate”/),
    });
    expect(await next).toMatchObject({ rows: 5 });
    expect(ports).toHaveLength(2);
  });

  it('drops an idle process and starts another when asked again, which is sent the context again', async () => {
    const { client, ports } = start({ idleMs: 0 });
    const held = holdContext(client, small);
    const first = await held.predict(small.queries);
    await new Promise<void>((resolve) => ports[0]!.on('close', () => resolve()));
    const again = await held.predict(small.queries);
    expect({ ...again, elapsedMs: 0 }).toEqual({ ...first, elapsedMs: 0 });
    expect(ports.length).toBeGreaterThan(1);
  });
});
