import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import type { Provenance } from '../../contract/findings.ts';
import type { SynthesisScores } from '../../contract/model-results.ts';
import type { SyntheticExport } from '../../contract/model-tasks.ts';
import { defaultPolicy } from '../disclosure/policy.ts';
import { syntheticProblems } from '../disclosure/synthetic-rows.ts';
import { literal } from '../engine/sql-text.ts';
import { sha256 } from '../inference/seal.ts';
import { canonicalJson } from '../report/canonical-json.ts';
import type { Session } from '../session.ts';
import { publishFile } from '../study/publish-file.ts';

export interface SyntheticRows {
  readonly csv: string;
  readonly rows: number;
  /** Persons whose rows were read. */
  readonly persons: number;
  readonly scores: SynthesisScores | null;
  readonly provenance: Provenance;
}

/**
 * Lets synthetic rows out, as CSV or Parquet, with the report of their scores and attacks beside them. Nothing is written
 * where the attacks did better than the gate allows. The ledger learns of it first.
 * @throws Failure `disclosure`, `usage` for another ending, `conflict` where a file exists.
 */
export async function exportSynthetic(
  session: Session,
  made: SyntheticRows,
  { out, decision }: { readonly out: string; readonly decision: string },
  context: JobContext,
): Promise<SyntheticExport> {
  const problems = syntheticProblems(made);
  if (problems.length > 0) {
    throw new Failure('disclosure', `These synthetic rows may not leave. ${problems.join(' ')}`, { problems });
  }
  const path = resolve(out);
  const bytes = await bytesOf(session, made.csv, extname(path).toLowerCase(), context);
  const hash = sha256(bytes);
  const report = `${path}.check.json`;
  const { rows, persons, scores, provenance } = made;
  const text = canonicalJson({
    rows,
    sha256: hash,
    decision,
    limits: defaultPolicy.synthetic,
    scores,
    persons: Math.floor(persons / 10) * 10,
    model: provenance.model,
    seed: provenance.params.seed,
    note: 'Synthetic rows are not anonymous by being synthetic. The attacks are averages over persons.',
  });
  session.current()?.record({
    act: 'export',
    summary: `${rows} synthetic rows exported`,
    detail: { sha256: hash, decision, model: provenance.model, attack: scores?.model.attack },
  });
  publishFile(report, new TextEncoder().encode(`${text}\n`));
  publishFile(path, bytes);
  return { path, report, sha256: hash, rows };
}

async function bytesOf(session: Session, csv: string, ending: string, context: JobContext): Promise<Uint8Array> {
  if (ending === '.csv') return new TextEncoder().encode(csv);
  if (ending !== '.parquet') {
    throw new Failure(
      'usage',
      'Synthetic rows are written as CSV or Parquet: give a name that ends in .csv or .parquet.',
    );
  }
  const folder = mkdtempSync(join(tmpdir(), 'stillroom-synthetic-'));
  try {
    writeFileSync(join(folder, 'rows.csv'), csv);
    const [from, to] = ['rows.csv', 'rows.parquet'].map((name) => literal(join(folder, name)));
    await session.onScratch((connection) =>
      connection.run(`COPY (FROM read_csv(${from}, sample_size = -1)) TO ${to} (FORMAT parquet)`, [], context),
    );
    return readFileSync(join(folder, 'rows.parquet'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
