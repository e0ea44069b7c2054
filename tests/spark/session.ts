import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The Python that has PySpark; without it the suite is skipped. Set by scripts/test.mjs. */
export const sparkPython = process.env.SPARK_PYTHON ?? null;

export type Cell = number | string | boolean | null;

export interface SparkStatement {
  /** Statements that make what it reads. */
  readonly before?: readonly string[];
  readonly sql: string;
  readonly want: 'rows' | 'fingerprint';
  readonly settings?: Readonly<Record<string, string>>;
}

/** Tables of a folder of Parquet files as a schema; `empty` has the columns of those that it may lack. */
export interface SparkSchema {
  readonly open: string;
  readonly folder: string;
  readonly tables: readonly string[];
  readonly empty: Readonly<Record<string, string>>;
}

export interface SparkAnswer {
  readonly error?: string;
  readonly columns?: readonly string[];
  readonly rows?: readonly (readonly Cell[])[];
  readonly count?: number;
  readonly fingerprint?: string;
}

export interface Spark {
  /** Such as `Spark 3.5.8 on Java 17.0.15`. */
  readonly version: string;
  readonly ask: (job: SparkStatement | SparkSchema) => Promise<SparkAnswer>;
  readonly close: () => Promise<void>;
}

/** Starts `runner.py` with a folder of its own, which is removed when it closes. */
export async function startSpark(python: string): Promise<Spark> {
  const folder = mkdtempSync(join(tmpdir(), 'stillroom-spark-'));
  const child = spawn(python, [join(import.meta.dirname, 'runner.py'), folder], { stdio: 'pipe' });
  const waiting = new Map<number, (answer: SparkAnswer & { spark?: string; java?: string }) => void>();
  let errors = '';
  child.stderr.on('data', (text) => {
    errors = `${errors}${text}`.slice(-4000);
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { id, ...answer } = JSON.parse(line);
    waiting.get(id)?.(answer);
    waiting.delete(id);
  });
  const ended = new Promise<void>((resolve) => {
    child.on('close', () => {
      for (const answer of waiting.values()) answer({ error: `Spark ended early: ${errors}` });
      rmSync(folder, { recursive: true, force: true });
      resolve();
    });
  });
  const answerTo = (id: number) =>
    new Promise<SparkAnswer & { spark?: string; java?: string }>((resolve) => waiting.set(id, resolve));
  let last = 0;
  const first = await answerTo(0);
  if (first.error) throw new Error(first.error);
  return {
    version: `Spark ${first.spark} on Java ${first.java}`,
    ask: (job) => {
      last += 1;
      const answer = answerTo(last);
      child.stdin.write(`${JSON.stringify({ id: last, ...job })}\n`);
      return answer;
    },
    close: () => {
      child.stdin.end();
      return ended;
    },
  };
}
