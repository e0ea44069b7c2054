import type { AnalysisSource } from '../../contract/analysis.ts';
import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import type { Provenance, Run } from '../../contract/findings.ts';
import type { RunComparison } from '../../contract/ledger.ts';
import { modelMethods } from '../../contract/model.ts';
import type { Session } from '../session.ts';
import { databaseOf } from '../study/datasets.ts';
import { readRevision, readRevisions } from '../study/revisions.ts';
import { readRun } from '../study/runs.ts';
import type { Study } from '../study/study.ts';
import { analysisRun } from './analysis.ts';
import { othersOf } from './cohort-definitions.ts';
import { generateEach } from './cohort-generate.ts';
import { cohortRunOf } from './cohort-run.ts';
import { compareRuns } from './compare-runs.ts';
import { evaluationRun } from './model.ts';
import { textsIn } from './source.ts';

const unsupported = (why: string) =>
  new Failure(
    'unsupported',
    `This result can't be made again from here: ${why} Make it again in its room and compare.`,
  );

/** A table of a dataset lies where the study says; of a file by itself only the name is kept. */
function tablePath(studyPath: string, dataset: string | null, file: string): string {
  if (dataset === null) throw unsupported(`it was made from the file “${file}”, whose place is not kept.`);
  return `${databaseOf(studyPath, dataset)}#${file.slice(0, -` of ${dataset}`.length)}`;
}

/** What an analysis read. Cohorts that only its parameters name are looked up by them again. */
function sourceOf(studyPath: string, { dataset, cohorts, table, params }: Provenance): AnalysisSource {
  if (table !== null) return { kind: 'table', path: tablePath(studyPath, dataset, table.file) };
  const named = textsIn(params);
  const own = cohorts.map(({ name }) => name).filter((name) => !named.has(name));
  const place = dataset === null ? {} : { dataset };
  return own.length > 0 ? { kind: 'cohort', cohorts: own, ...place } : { kind: 'dataset', ...place };
}

/** The definition that a cohort was generated from: the revision that its line names, or the only one of that count. */
function definitionThen(study: Study, { id, provenance }: Run): Record<string, unknown> {
  const { name, cohorts } = provenance;
  const line = study.ledger.ofAct('cohort').find(({ detail }) => detail.run === id);
  if (typeof line?.detail.revision === 'string') return readRevision(study, name, line.detail.revision).definition;
  const { persons } = cohorts[0] ?? {};
  const fitting = readRevisions(study, name).filter(({ generated }) =>
    generated.some((one) => one.persons === persons),
  );
  if (fitting.length === 1) return fitting[0]!.definition;
  throw unsupported('the ledger does not say which definition the cohort was generated from.');
}

async function cohortAgain(session: Session, run: Run, context: JobContext): Promise<Run> {
  const study = session.study();
  const { name, dataset } = run.provenance;
  const expression = definitionThen(study, run);
  return session.onDataset(dataset ?? undefined, async (connection, chosen) => {
    const others = () => othersOf(study, name);
    const [made] = await generateEach(connection, [{ name, expression }], context, others);
    if (made?.kind === 'made') return cohortRunOf(session, { study, connection, dataset: chosen }, made, expression);
    throw Failure.fromWire(made!.failure);
  });
}

async function modelAgain(session: Session, { provenance, result }: Run, context: JobContext): Promise<Run> {
  const { name, dataset, table, params } = provenance;
  if (name !== 'evaluate') throw unsupported(`the model's task “${name}” is not repeated here.`);
  const { folds, repeats, seed, person, ...asked } = params;
  const { evaluation } = result as { readonly evaluation?: { readonly drivers?: unknown } };
  const input = modelMethods['model.evaluate'].input.parse({
    source:
      table === null
        ? { kind: 'cohort', ...(dataset === null ? {} : { dataset }), ...asked }
        : {
            kind: 'table',
            path: tablePath(session.study().path, dataset, table.file),
            ...(person ? { person } : {}),
            ...asked,
          },
    folds,
    repeats,
    seed,
    explain: evaluation?.drivers !== undefined,
  });
  return (await evaluationRun(session, input, context)).run;
}

function again(session: Session, run: Run, context: JobContext): Promise<Run> {
  const { kind, name, params } = run.provenance;
  if (kind === 'cohort') return cohortAgain(session, run, context);
  if (kind === 'model') return modelAgain(session, run, context);
  return analysisRun(session, { name, source: sourceOf(session.study().path, run.provenance), params }, context);
}

/**
 * Makes a kept result again from what the study knows of it, and compares. Nothing is kept but a line of the ledger.
 * @throws Failure `unsupported` where the study does not know enough, and whatever making it throws.
 */
export async function runAgain(session: Session, id: string, context: JobContext): Promise<RunComparison> {
  const study = session.study();
  const before = readRun(study.path, id);
  const comparison = compareRuns(before, await again(session, before, context));
  const { isSame, compared, differences } = comparison;
  study.record({
    act: before.provenance.kind,
    summary: `Run again, ${isSame ? 'the same' : 'not the same'}: ${before.title}`,
    detail: { again: id, isSame, compared, differences: differences.length },
  });
  return comparison;
}
