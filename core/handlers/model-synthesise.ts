import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../../contract/failure.ts';
import { synthesisScores } from '../../contract/model-results.ts';
import type { modelTaskMethods } from '../../contract/model-tasks.ts';
import { syntheticProblems } from '../disclosure/synthetic-rows.ts';
import { modelFolderOf } from '../inference/installed-models.ts';
import { sha256 } from '../inference/seal.ts';
import type { Synthesis } from '../inference/synthesis/synthesise-input.ts';
import { rowsCsv } from '../report/rows-csv.ts';
import type { Session } from '../session.ts';
import { readRun } from '../study/runs.ts';
import { readKept, writeKept } from '../vault/kept-file.ts';
import { keepRun } from './analysis.ts';
import type { HandlersOf } from './handlers.ts';
import { personsIn, prepareRows } from './model-rows.ts';
import { modelRun } from './model-run.ts';
import { exportSynthetic, type SyntheticRows } from './synthetic-export.ts';
import { synthesisRelease } from './task-releases.ts';

type Methods = Pick<typeof modelTaskMethods, 'model.synthesise' | 'synthetic.export'>;

/** What a run must hold for its rows to be exported later. */
const keptSynthesis = z.object({
  scores: synthesisScores.nullable(),
  persons: z.number().int(),
  rows: z.number().int(),
  rowsSha256: z.string(),
});

const rowsPath = (studyPath: string, run: string) => join(studyPath, 'synthetic', `${run}.csv`);

export function synthesiseHandlers(session: Session): HandlersOf<Methods> {
  const { modelsFolder, inference, limits } = session.options;

  return {
    'model.synthesise': async ({ source, model, export: asked, seed, ...how }, context) => {
      const study = session.current();
      if (asked && (study || source.kind === 'cohort')) {
        throw new Failure(
          'usage',
          'Rows of a study leave it in a step of their own, once their scores were seen: synthetic.export.',
        );
      }
      const prepared = await prepareRows(session, source, context);
      const modelDir = modelFolderOf(modelsFolder, model);
      const input = { modelDir, table: prepared.table, seed, threads: limits.threads, ...how };
      const made = await inference.synthesise(input, context);
      const csv = rowsCsv(made.columns, made.rows);
      const { columns: _, ...shown } = made;
      const persons = Math.round((personsIn(prepared.table) * made.read) / prepared.table.rows);
      const result = {
        ...shown,
        notices: [...made.notices],
        persons,
        rowsSha256: sha256(csv),
        preparation: prepared.preparation,
      };
      const title = `Synthetic rows of ${prepared.title}`;
      const sentence = sentenceOf(made);
      const run = modelRun(session, {
        name: 'synthesise',
        title,
        sentence,
        result,
        release: synthesisRelease(made.scores, made.read, made.heldOut),
        model: made.model,
        prepared,
        params: { ...how, seed },
      });
      const problems = syntheticProblems({ scores: made.scores, persons });
      const rows: SyntheticRows = { csv, rows: made.rows, persons, scores: made.scores, provenance: run.provenance };
      if (study && !study.readOnly) writeKept(rowsPath(study.path, run.id), csv);
      const exported = asked ? await exportSynthetic(session, rows, asked, context) : null;
      return { ...result, run: keepRun(session, run, study), title, sentence, sql: prepared.sql, problems, exported };
    },
    'synthetic.export': async ({ run: id, out, decision }, context) => {
      const study = session.writable();
      const run = readRun(study.path, id);
      const path = rowsPath(study.path, id);
      const kept = keptSynthesis.safeParse(run.result);
      if (run.provenance.name !== 'synthesise' || !kept.success || !existsSync(path)) {
        throw new Failure('not_found', 'This result holds no synthetic rows. Make some first.');
      }
      const csv = readKept(path).toString('utf8');
      if (sha256(csv) !== kept.data.rowsSha256) {
        throw new Failure(
          'integrity',
          'The synthetic rows are not those that were attacked: their file was changed since. Make them again.',
        );
      }
      const { rows, persons, scores } = kept.data;
      return exportSynthetic(
        session,
        { csv, rows, persons, scores, provenance: run.provenance },
        { out, decision },
        context,
      );
    },
  };
}

function sentenceOf({ rows, read, scores, dropped }: Synthesis): string {
  const made = `${rows.toLocaleString('en')} synthetic rows from ${read.toLocaleString('en')} real ones${dropped ? `; ${dropped} equal to a real one ${dropped === 1 ? 'was' : 'were'} dropped` : ''}.`;
  if (!scores) return `${made} They were neither scored nor attacked, as nobody was held out.`;
  const { twoSample, attack, useful } = scores.model;
  const digits = (value: number | null) => (value === null ? '—' : value.toFixed(3));
  return `${made} Told from real ones with AUC ${digits(twoSample)}; a forest trained on them has AUC ${digits(useful.forest)} (${digits(scores.real.forest)} on real rows); membership attack ${digits(attack.membership)}.`;
}
