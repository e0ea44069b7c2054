import type { modelTaskMethods } from '../../contract/model-tasks.ts';
import { modelFolderOf } from '../inference/installed-models.ts';
import type { Session } from '../session.ts';
import { keepRun } from './analysis.ts';
import type { HandlersOf } from './handlers.ts';
import { modelRun } from './model-run.ts';
import { prepareModelTable } from './model-table.ts';
import { outcomeName, targetName } from './outcome-names.ts';
import { subgroupsRelease } from './task-releases.ts';
import { rowOf } from './whom.ts';

type Methods = Pick<typeof modelTaskMethods, 'model.subgroups' | 'model.similar'>;

export function subgroupHandlers(session: Session): HandlersOf<Methods> {
  const { modelsFolder, inference, limits } = session.options;
  const { threads } = limits;

  return {
    'model.subgroups': async ({ source, model, groups, seed }, context) => {
      const study = session.current();
      const prepared = await prepareModelTable(session, source, context);
      const { table, target } = prepared.read;
      const modelDir = modelFolderOf(modelsFolder, model);
      const told = await inference.embed({ modelDir, table, target, groups, seed, threads }, context);
      const { event } = told.subgroups;
      const names = { target: targetName(source), event: event === null ? null : outcomeName(source, event) };
      const subgroups = { ...told.subgroups, ...names };
      const title = `Subgroups of ${prepared.title}`;
      const surely = Math.min(...subgroups.groups.map(({ stability }) => stability));
      const sentence = `${subgroups.groups.length} subgroups; the least stable comes back with a Jaccard similarity of ${surely.toFixed(2)}.`;
      const run = modelRun(session, {
        name: 'subgroups',
        title,
        sentence,
        result: { subgroups, preparation: prepared.preparation },
        release: subgroupsRelease(subgroups, source, {
          model: told.model,
          settings: { params: prepared.params, groups: groups ?? null, seed },
        }),
        model: told.model,
        prepared,
        params: { groups: groups ?? null, seed },
      });
      return {
        run: keepRun(session, run, study),
        title,
        sentence,
        preparation: prepared.preparation,
        sql: prepared.sql,
        model: told.model,
        notices: [...told.notices],
        elapsedMs: told.elapsedMs,
        subgroups,
      };
    },
    'model.similar': async ({ source, model, whom, neighbours, seed }, context) => {
      const prepared = await prepareModelTable(session, source, context);
      const { table, target } = prepared.read;
      const likeRow = rowOf(whom, table.rows, prepared.whom);
      if (source.kind === 'cohort') {
        session
          .study()
          .record({ act: 'view', summary: 'Persons like one person viewed', detail: { cohort: source.cohort } });
      }
      const modelDir = modelFolderOf(modelsFolder, model);
      const told = await inference.embed(
        { modelDir, table, target, groups: 2, likeRow, neighbours, seed, threads },
        context,
      );
      return {
        insideStudy: true as const,
        model: told.model,
        notices: [...told.notices],
        elapsedMs: told.elapsedMs,
        whom,
        similar: Array.from(told.likeRows, (row, i) => ({
          whom: prepared.whom(row),
          distance: told.likeDistances[i]!,
        })),
      };
    },
  };
}
