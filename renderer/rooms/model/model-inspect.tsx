import type { ModelRun } from '../../../contract/model.ts';
import { Inspect } from '../../frame/inspector.tsx';
import { Facts, formatDuration, formatNumber } from '../../kit/index.ts';
import { modelText } from '../../text/model.ts';

const t = modelText.result;

/** An evaluation in the inspector: what went in, which model answered, how it was split. */
export function ModelInspect({ run: { run, title, evaluation, preparation, sql } }: { readonly run: ModelRun }) {
  const { model, target, n, persons, folds, repeats, seed, elapsedMs } = evaluation;
  const w = t.made;
  return (
    <Inspect
      kind={t.kind}
      title={title}
      definition={<p>{t.inputNote(preparation.rows, preparation.columns.length)}</p>}
      made={
        <Facts
          items={[
            [w.target, target],
            [w.persons, formatNumber(persons ?? n)],
            [w.folds, w.foldsValue(folds, repeats)],
            [w.seed, String(seed)],
            [w.model, `${model.name} ${model.version}`],
            [w.hash, model.hash],
            [w.elapsed, formatDuration(elapsedMs)],
            ...(run ? [[w.run, run] as const] : []),
          ]}
        />
      }
      sql={sql}
    />
  );
}
