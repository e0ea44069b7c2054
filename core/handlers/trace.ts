import { Failure } from '../../contract/failure.ts';
import type { Run } from '../../contract/findings.ts';
import type { TraceStep } from '../../contract/ledger.ts';
import type { LedgerEntry } from '../../contract/study.ts';
import { datasetNames, readManifest } from '../study/datasets.ts';
import { readFinding } from '../study/findings.ts';
import { readRun } from '../study/runs.ts';
import type { Study } from '../study/study.ts';

const lineOf = (entry: LedgerEntry | undefined) => ({ seq: entry?.seq ?? null, at: entry?.at ?? null });

const numberIn = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const textIn = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const holds = (list: unknown, one: string): boolean => Array.isArray(list) && list.includes(one);

/** The dataset that a result was made from, what was decided about it at the gate before, and which plain table. */
function datasetSteps(study: Study, { provenance }: Run): TraceStep[] {
  const { dataset, datasetSha256: sha256, regime, table } = provenance;
  const own: TraceStep[] = table === null ? [] : [{ kind: 'table', seq: null, at: null, ...table }];
  if (dataset === null || sha256 === null) return own;
  const imports = study.ledger.ofAct('import').filter(({ detail }) => detail.dataset === dataset);
  const line = imports.findLast(({ detail }) => detail.sha256 === sha256);
  const before = imports.findLast(({ seq }) => seq < (line?.seq ?? 0))?.seq ?? 0;
  const isPresent = datasetNames(study.path).includes(dataset) && readManifest(study.path, dataset).sha256 === sha256;
  const decisions = study.ledger
    .ofAct('gate')
    .filter(({ seq, detail }) => detail.dataset === dataset && seq > before && seq < (line?.seq ?? 0));
  return [
    { kind: 'dataset', ...lineOf(line), name: dataset, sha256, regime, isPresent },
    ...decisions.map(
      (entry): TraceStep => ({
        kind: 'gate',
        ...lineOf(entry),
        summary: entry.summary,
        reason: textIn(entry.detail.reason) ?? '',
      }),
    ),
    ...own,
  ];
}

/** Each cohort as it was when the result was made: the last line before it with its fingerprint. */
function cohortSteps(study: Study, { id, provenance }: Run, own: LedgerEntry | undefined): TraceStep[] {
  const lines = study.ledger.ofAct('cohort').filter(({ seq }) => seq <= (own?.seq ?? Number.POSITIVE_INFINITY));
  return provenance.cohorts.map(({ name, fingerprint, persons }): TraceStep => {
    const line = lines.findLast(
      ({ detail }) =>
        detail.run === id ||
        (detail.cohort === name && detail.fingerprint === fingerprint && detail.dataset === provenance.dataset),
    );
    const revision = textIn(line?.detail.revision);
    return { kind: 'cohort', ...lineOf(line), name, fingerprint, persons: persons ?? null, revision };
  });
}

function runSteps(study: Study, run: Run): TraceStep[] {
  const own = study.ledger.ofAct(run.provenance.kind).find(({ detail }) => detail.run === run.id);
  const { id, title, sentence, provenance } = run;
  return [
    ...datasetSteps(study, run),
    ...cohortSteps(study, run, own),
    { kind: 'run', ...lineOf(own), at: own?.at ?? provenance.at, run: id, title, sentence, provenance },
  ];
}

/** The check of a finding, the bundles that it left in, and what reviewers decided of those. */
function findingSteps(study: Study, id: string): TraceStep[] {
  const { title, checked } = readFinding(study.path, id);
  const added = study.ledger
    .ofAct('finding')
    .findLast(({ detail }) => detail.finding === id && detail.run !== undefined);
  const { published, withheld } = checked.summary;
  const exports = study.ledger.ofAct('export').filter(({ detail }) => holds(detail.findings, id));
  // A line with a code says that the bundle of that hash did not leave after all.
  const failed = new Set(exports.filter(({ detail }) => detail.code).map(({ detail }) => detail.sha256));
  const bundles = exports.filter(({ detail }) => !failed.has(detail.sha256));
  const hashes = new Set(bundles.map(({ detail }) => detail.sha256));
  const signedOff = study.ledger.ofAct('sign-off').filter(({ detail }) => hashes.has(detail.bundle));
  return [
    {
      kind: 'check',
      ...lineOf(added),
      finding: id,
      title,
      published: numberIn(published),
      withheld: numberIn(withheld),
    },
    ...bundles.map((entry): TraceStep => ({ kind: 'bundle', ...lineOf(entry), sha256: String(entry.detail.sha256) })),
    ...signedOff.map((entry): TraceStep => ({ kind: 'sign-off', ...lineOf(entry), summary: entry.summary })),
  ];
}

/** How a result was made, or a finding and with it its result: each step with the line that recorded it. */
export function traceOf(study: Study, of: { readonly run: string } | { readonly finding: string }): TraceStep[] {
  if ('run' in of) return runSteps(study, readRun(study.path, of.run));
  return [...runStepsOf(study, readFinding(study.path, of.finding).run), ...findingSteps(study, of.finding)];
}

/** A finding without its result still has its check. */
function runStepsOf(study: Study, id: string): TraceStep[] {
  try {
    return runSteps(study, readRun(study.path, id));
  } catch (error) {
    if (Failure.from(error).code === 'not_found') return [];
    throw error;
  }
}
