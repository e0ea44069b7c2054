import type { analysisMethods } from '../../contract/analysis.ts';
import type { JobContext } from '../../contract/context.ts';
import type { Run } from '../../contract/findings.ts';
import type { Parsed } from '../../contract/index.ts';
import { findAnalysis, listAnalyses } from '../analyses/registry.ts';
import { runAnalysis } from '../analyses/run-analysis.ts';
import { readTable } from '../engine/read-table.ts';
import type { Session } from '../session.ts';
import { recordedFile } from '../study/recorded-files.ts';
import { newRunId, runPath, saveRun } from '../study/runs.ts';
import type { Study } from '../study/study.ts';
import { modelForRun } from './analysis-model.ts';
import type { HandlersOf } from './handlers.ts';
import { withSource } from './source.ts';
import { versionsOf } from './versions.ts';

export const analysisHandlers = (session: Session): HandlersOf<typeof analysisMethods> => ({
  'analysis.list': () =>
    listAnalyses().map(({ spec }) => {
      const { name, title, summary, sources, cohorts, fields, method } = spec;
      return {
        name,
        title,
        summary,
        sources: [...sources],
        cohorts: { ...cohorts },
        fields: { cohort: [...fields.cohort], table: [...fields.table] },
        method,
      };
    }),
  'analysis.run': async (input, context) => {
    const started = performance.now();
    const study = session.current();
    const run = await analysisRun(session, input, context);
    const { title, sentence, result } = run;
    const elapsedMs = performance.now() - started;
    return {
      run: keepRun(session, run, study),
      name: input.name,
      title,
      sentence,
      result,
      sql: run.provenance.sql,
      elapsedMs,
    };
  },
  'table.columns': ({ path }, context) =>
    session.onScratch(async (connection) => {
      await readTable(connection, path, 'source', context);
      const { n } = await connection.one<{ n: number }>('SELECT count(*) AS n FROM source');
      return { rows: n, columns: await connection.describe('FROM source') };
    }),
});

/** Runs an analysis; nothing is kept. @throws Failure as `runAnalysis` and `withSource`. */
export const analysisRun = (
  session: Session,
  { name, source, params }: Parsed<'analysis.run'>,
  context: JobContext,
): Promise<Run> => {
  const { spec } = findAnalysis(name);
  const model = modelForRun(session.options);
  return withSource(session, { source, params }, context, async (connection, input, origin) => {
    const { title, sentence, result, sql } = await runAnalysis(name, {
      params,
      input,
      connection,
      context,
      ...(model.port && { model: model.port }),
    });
    return {
      id: newRunId(),
      title: `${title}: ${source.kind === 'cohort' ? source.cohorts.join(', ') : (origin.table?.file ?? origin.dataset)}`,
      sentence,
      result,
      release: spec.release(result),
      provenance: {
        kind: 'analysis',
        name,
        ...origin,
        params,
        sql,
        model: model.used(),
        versions: versionsOf(session.options),
        at: new Date().toISOString(),
      },
    };
  });
};

/** Keeps a result in the study it was made in and notes it in the ledger; null where none was open for writing. */
export function keepRun(session: Session, run: Run, study: Study | null = session.current()): string | null {
  if (!study || study.readOnly) return null;
  saveRun(study.path, run);
  const { kind, dataset, params } = run.provenance;
  const cohorts = run.provenance.cohorts.map(({ name, fingerprint, persons }) => ({ name, fingerprint, persons }));
  const file = recordedFile(study.path, runPath(study.path, run.id));
  study.record({ act: kind, summary: run.title, detail: { run: run.id, file, dataset, cohorts, params } });
  return run.id;
}
