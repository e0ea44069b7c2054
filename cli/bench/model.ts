import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInferenceClient, type InferenceClient } from '../../core/inference/client.ts';
import { forkInference } from '../../core/inference/fork.ts';
import { holdContext } from '../../core/inference/held-context.ts';
import type { Prediction } from '../../core/inference/inputs.ts';
import { modelFolderOf } from '../../core/inference/installed-models.ts';
import { rocAuc } from '../../core/inference/metrics.ts';
import { inferenceEntry, modelsFolder } from '../paths.ts';
import { type Bench, type BenchOptions, type BenchResult, type Sides, sideBySide } from './bench.ts';
import { type BenchTable, benchTable, partOf, rowMajor } from './model-data.ts';
import { type Peer, type PeerAnswer, pythonWithSklearn, startPeer } from './model-peer.ts';

const features = 30;
const queries = 1000;
const contexts = [1000, 4000];
/** Single queries of a context that was read. */
const single = 200;
const peers = { forest: 'random forest', logistic: 'logistic regression' } as const;

/** Context read and rows predicted by the model, beside scikit-learn fitted and predicting, each in its own process. */
export const modelBench: Bench = {
  name: 'model',
  summary:
    'reading 1,000 and 4,000 rows of 30 features and predicting 1,000, beside scikit-learn; cold, warm; 1 and 2 threads',
  async run({ note }, folder, options) {
    const found = pythonWithSklearn();
    if (!found) note('No Python with scikit-learn here (Debian: python3-sklearn): the model is measured alone.');
    const results: BenchResult[] = [];
    for (const rows of contexts) {
      const data = benchTable(rows + queries, features, 7);
      const file = join(folder, `rows-${rows}.bin`);
      writeFileSync(file, new Uint8Array(rowMajor(data).buffer));
      for (const threads of [1, 2]) {
        const start = () => (found ? startPeer(found.python, file, features + 1, threads) : null);
        const version = found?.version ?? '';
        results.push(...(await measured({ rows, threads, data, start, version }, options)));
      }
    }
    return results;
  },
};

interface Work {
  readonly rows: number;
  readonly threads: number;
  readonly data: BenchTable;
  readonly start: () => Peer | null;
  readonly version: string;
}

/** The model's process, started with the first question; `peakMb` is the most memory it had, where the system tells. */
function startModel({ rows, threads, data }: Work) {
  let pid: number | undefined;
  const client: InferenceClient = createInferenceClient(async () => {
    const port = await forkInference(inferenceEntry);
    pid = port.pid;
    return port;
  });
  const modelDir = modelFolderOf(modelsFolder, undefined);
  const held = partOf(data, rows, rows + queries);
  return {
    /** Reads a context that was not read before (`turn` changes one cell) and predicts; gives the area under the ROC curve. */
    async ask(turn: number): Promise<number> {
      const context = partOf(data, 0, rows);
      context.table.columns[0]!.values[0]! += turn * 1e-6;
      const told = await client.predict({ modelDir, context, queries: held.table, calibrate: false, threads });
      return rocAuc(eventsOf(told), Uint8Array.from(held.target.values)) ?? Number.NaN;
    },
    /** Asks for some rows of one context that is held: the chances of the event. */
    reader() {
      const context = holdContext(client, { modelDir, context: partOf(data, 0, rows), calibrate: false, threads });
      return async (from: number, to: number) =>
        eventsOf(await context.predict(partOf(data, rows + from, rows + to).table));
    },
    peakMb: () => peakOf(pid),
    close: () => client.close(),
  };
}

const eventsOf = (told: Prediction): Float64Array =>
  told.kind === 'class' ? told.probabilities.filter((_, i) => i % 2 === 1) : new Float64Array();

function peakOf(pid: number | undefined): number | null {
  if (pid === undefined || process.platform !== 'linux') return null;
  const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return line ? Number(line[1]) / 1024 : null;
}

async function measured(work: Work, { rounds }: BenchOptions): Promise<BenchResult[]> {
  const { rows, threads, version } = work;
  const say = (how: string) => `${rows} x ${features} x ${queries}, ${threads} thread${threads > 1 ? 's' : ''}, ${how}`;
  const results: BenchResult[] = [];
  for (const [kind, name] of Object.entries(peers) as [keyof typeof peers, string][]) {
    const cold = await turns(work, kind, 1, true);
    const warm = await turns(work, kind, rounds, false);
    const peer = version ? `scikit-learn ${version}: ${name}` : `no scikit-learn here (${name})`;
    results.push({ name: 'model', work: say('cold'), peer, ...cold });
    results.push({ name: 'model', work: say('warm'), peer, ...warm });
  }
  const name = say('one query of a context read before');
  results.push({ name: 'model', work: name, peer: 'none', ...(await oneQuery(work)) });
  return results;
}

type Turns = Pick<BenchResult, 'ours' | 'theirs' | 'ratio' | 'auc' | 'peakMb' | 'problem'>;

/** Both in turns. Cold: from starting the process to its first answer. */
async function turns(work: Work, kind: keyof typeof peers, rounds: number, isCold: boolean): Promise<Turns> {
  const { rows, threads } = work;
  const model = startModel(work);
  const peer = work.start();
  const auc: { -readonly [K in keyof Sides]: number | null } = { ours: null, theirs: null };
  let said: PeerAnswer | null = null;
  const ours = async (round: number) => {
    auc.ours = await model.ask(round);
  };
  const theirs = async () => {
    said = (await peer?.ask({ model: kind, threads, rows })) ?? null;
    auc.theirs = said?.auc ?? null;
  };
  try {
    if (!isCold) {
      await ours(-1);
      await theirs();
    }
    const times = await sideBySide(rounds, ours, theirs);
    const peak = (said as PeerAnswer | null)?.peakMb ?? null;
    const alone = peer ? {} : { theirs: [], ratio: Number.NaN };
    return { ...times, ...alone, auc, peakMb: { ours: model.peakMb(), theirs: peak } };
  } finally {
    peer?.close();
    await model.close();
  }
}

/** One row after another of a context that is held; each must be answered as among all the others. */
async function oneQuery(work: Work): Promise<Turns> {
  const model = startModel(work);
  try {
    const ask = model.reader();
    const together = await ask(0, queries);
    let furthest = 0;
    const one = async (round: number) => {
      const told = await ask(round, round + 1);
      furthest = Math.max(furthest, Math.abs(told[0]! - together[round]!));
    };
    await one(single);
    const { ours } = await sideBySide(single, one, async () => {});
    return {
      ours,
      theirs: [],
      ratio: Number.NaN,
      auc: { ours: null, theirs: null },
      peakMb: { ours: model.peakMb(), theirs: null },
      ...(furthest > 1e-5 && { problem: `a row alone is answered otherwise than among others, by ${furthest}` }),
    };
  } finally {
    await model.close();
  }
}
