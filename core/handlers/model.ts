import { type JobContext, stage } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import type { Run } from '../../contract/findings.ts';
import type { Parsed } from '../../contract/index.ts';
import type { ModelSource, ModelSummary, modelMethods } from '../../contract/model.ts';
import type { Evaluation } from '../../contract/model-results.ts';
import { defaultFeatures } from '../features/default.ts';
import { profileOf } from '../inference/feature-profile.ts';
import { modelFolderOf, modelNames } from '../inference/installed-models.ts';
import type { Session } from '../session.ts';
import { newRunId } from '../study/runs.ts';
import { keepRun } from './analysis.ts';
import { evaluationSentence } from './evaluation-sentence.ts';
import type { HandlersOf } from './handlers.ts';
import { describeModel } from './model-folders.ts';
import { prepareHandlers } from './model-prepare.ts';
import { evaluationRelease } from './model-release.ts';
import { type Prepared, prepareModelTable } from './model-table.ts';
import { outcomeName, targetName } from './outcome-names.ts';
import { predictFromKnown } from './predict-known.ts';
import { versionsOf } from './versions.ts';

/** The evaluation with its outcome as a person reads it. */
function named(evaluation: Evaluation, source: ModelSource): Evaluation {
  if (source.kind === 'table' || evaluation.kind !== 'class') return evaluation;
  const nameOf = (name: string) => outcomeName(source, name);
  return {
    ...evaluation,
    target: targetName(source),
    event: nameOf(evaluation.event),
    classes: evaluation.classes.map(({ name, n }) => ({ name: nameOf(name), n })),
    roc: evaluation.roc.map((curve) => ({ ...curve, class: nameOf(curve.class) })),
  };
}

function runOf(session: Session, prepared: Prepared, evaluation: Evaluation, source: ModelSource): Run {
  const { name, version, hash } = evaluation.model;
  return {
    id: newRunId(),
    title: `Prediction of ${prepared.title}`,
    sentence: evaluationSentence(evaluation),
    result: { evaluation, preparation: prepared.preparation, profile: profileOf(prepared.read.table) },
    release: evaluationRelease(evaluation, source),
    provenance: {
      kind: 'model',
      name: 'evaluate',
      ...prepared.origin,
      params: { ...prepared.params, folds: evaluation.folds, repeats: evaluation.repeats, seed: evaluation.seed },
      sql: prepared.sql,
      model: { name, version, sha256: hash },
      versions: versionsOf(session.options),
      at: new Date().toISOString(),
    },
  };
}

/** Evaluates the model on a source; nothing is kept. */
export async function evaluationRun(
  session: Session,
  { source, folds, repeats, seed, explain, model }: Parsed<'model.evaluate'>,
  context: JobContext,
) {
  const { modelsFolder, inference, limits } = session.options;
  const prepared = await prepareModelTable(session, source, context);
  const { table, target } = prepared.read;
  const modelDir = modelFolderOf(modelsFolder, model);
  const answer = await inference.evaluate(
    { modelDir, table, target, folds, repeats, seed, explain, threads: limits.threads },
    stage(context, 'Predicting held-out persons'),
  );
  const evaluation = named(answer, source);
  return { run: runOf(session, prepared, evaluation, source), evaluation, preparation: prepared.preparation };
}

/** Why a folder is no model that may run; any other failure goes on. */
function refusalOf(error: unknown): string {
  const failure = Failure.from(error);
  if (!['integrity', 'model', 'unsupported', 'unreadable'].includes(failure.code)) throw failure;
  return failure.message;
}

export function modelHandlers(session: Session): HandlersOf<typeof modelMethods> {
  const { modelsFolder, inference, limits } = session.options;
  const folderOf = (name: string | undefined) => modelFolderOf(modelsFolder, name);

  return {
    'model.list': async () => {
      const models: ModelSummary[] = [];
      const refused: { name: string; reason: string }[] = [];
      for (const name of modelNames(modelsFolder)) {
        try {
          const { version, hash, bytes } = await describeModel(folderOf(name));
          models.push({ name, version, hash, bytes });
        } catch (error) {
          refused.push({ name, reason: refusalOf(error) });
        }
      }
      return { models, refused };
    },
    'model.show': ({ model }) => describeModel(folderOf(model)),
    'model.verify': async ({ model }) => {
      try {
        const { manifest } = await describeModel(folderOf(model));
        return { ok: true, problems: [], checked: (manifest.files as readonly unknown[]).length };
      } catch (error) {
        return { ok: false, problems: [refusalOf(error)], checked: 0 };
      }
    },
    'features.default': () => defaultFeatures,
    ...prepareHandlers(session),
    'model.evaluate': async (input, context) => {
      const study = session.current();
      const { run, evaluation, preparation } = await evaluationRun(session, input, context);
      const { title, sentence, provenance } = run;
      return { run: keepRun(session, run, study), title, sentence, evaluation, preparation, sql: provenance.sql };
    },
    'model.predict': async ({ source, model }, context) => {
      const prepared = await prepareModelTable(session, source, context);
      const summary = await predictFromKnown(inference, folderOf(model), prepared.read, limits.threads, context);
      return { summary, preparation: prepared.preparation, sql: prepared.sql };
    },
  };
}
