import { stage } from '../../contract/context.ts';
import type { Explanation } from '../../contract/model-results.ts';
import type { modelTaskMethods } from '../../contract/model-tasks.ts';
import { modelFolderOf } from '../inference/installed-models.ts';
import type { Session } from '../session.ts';
import { keepRun } from './analysis.ts';
import { cellText } from './cell-text.ts';
import type { HandlersOf } from './handlers.ts';
import { modelRun } from './model-run.ts';
import { prepareModelTable } from './model-table.ts';
import { outcomeName, targetName } from './outcome-names.ts';
import { explanationRelease } from './task-releases.ts';
import { rowOf } from './whom.ts';

type Methods = Pick<typeof modelTaskMethods, 'model.explain' | 'model.explainPerson'>;

/** Names the first feature whose loss is told from none; a feature whose interval holds 0 drives nothing that is known. */
export function driverSentence(features: Explanation['features']): string {
  const first = features.find(({ permutation: { low } }) => low !== null && low > 0);
  if (!first) return 'No feature by itself is told from chance: every 95 % interval of what is lost holds 0.';
  const { feature, permutation, leaveOut } = first;
  return `Most is lost without “${feature}”: ${permutation.mean?.toFixed(3)} when it is shuffled${leaveOut.mean === null ? '' : `, ${leaveOut.mean.toFixed(3)} when it is left out`}.`;
}

export function explainHandlers(session: Session): HandlersOf<Methods> {
  const { modelsFolder, inference, limits } = session.options;
  const { threads } = limits;

  return {
    'model.explain': async ({ source, model, folds, repeats, shuffles, seed }, context) => {
      const study = session.current();
      const prepared = await prepareModelTable(session, source, context);
      const { table, target } = prepared.read;
      const told = await inference.explain(
        { modelDir: modelFolderOf(modelsFolder, model), table, target, folds, repeats, shuffles, seed, threads },
        stage(context, 'Shuffling and leaving out'),
      );
      const explanation = { ...told, target: targetName(source) };
      const labels = new Map(prepared.preparation.columns.map(({ name, label }) => [name, label]));
      const features = explanation.features.map((one) => ({ ...one, feature: labels.get(one.feature) ?? one.feature }));
      const title = `Drivers of ${prepared.title}`;
      const sentence = driverSentence(features);
      const run = modelRun(session, {
        name: 'explain',
        title,
        sentence,
        result: { explanation, preparation: prepared.preparation },
        release: explanationRelease({ ...explanation, features }),
        model: explanation.model,
        prepared,
        params: { folds, repeats, shuffles, seed },
      });
      return {
        run: keepRun(session, run, study),
        title,
        sentence,
        preparation: prepared.preparation,
        sql: prepared.sql,
        explanation,
      };
    },
    'model.explainPerson': async ({ source, model, whom, seed }, context) => {
      const prepared = await prepareModelTable(session, source, context);
      const { table, target } = prepared.read;
      const row = rowOf(whom, table.rows, prepared.whom);
      if (source.kind === 'cohort') {
        session
          .study()
          .record({ act: 'view', summary: 'Prediction of one person viewed', detail: { cohort: source.cohort } });
      }
      const told = await inference.explainRow(
        { modelDir: modelFolderOf(modelsFolder, model), table, target, row, seed, threads },
        context,
      );
      const labels = new Map(prepared.preparation.columns.map(({ name, label }) => [name, label]));
      const columnOf = new Map(table.columns.map((column) => [column.name, column]));
      return {
        insideStudy: true as const,
        whom,
        model: told.model,
        notices: [...told.notices],
        elapsedMs: told.elapsedMs,
        target: targetName(source),
        unit: told.unit,
        classes: told.classes?.map((one) => ({ ...one, name: outcomeName(source, one.name) })) ?? null,
        number: told.number,
        base: told.base,
        value: told.value,
        contributions: told.contributions.map(({ feature, cell, contribution, error }) => ({
          feature: labels.get(feature) ?? feature,
          cell: cellText(columnOf.get(feature)!, cell),
          contribution,
          error,
        })),
      };
    },
  };
}
