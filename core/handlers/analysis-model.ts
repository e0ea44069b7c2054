import { type JobContext, quiet } from '../../contract/context.ts';
import type { Provenance } from '../../contract/findings.ts';
import type { ModelIdentity } from '../../contract/model-results.ts';
import type { Asked, ModelPort } from '../analyses/model-port.ts';
import { modelFolderOf, modelNames } from '../inference/installed-models.ts';
import { openModelFolder } from '../inference/model-folder.ts';
import { readModelTable } from '../inference/table-from-duckdb.ts';
import type { SessionOptions } from '../session.ts';

/** The model for one run of an analysis, and which model answered if it was asked. */
export interface RunModel {
  readonly port: ModelPort | undefined;
  used(): Provenance['model'];
}

type Options = Pick<SessionOptions, 'inference' | 'modelsFolder' | 'limits'>;

/** The installed model behind a port that remembers whether it was asked; no port where none is installed. */
export function modelForRun({ inference, modelsFolder, limits }: Options): RunModel {
  if (modelNames(modelsFolder).length === 0) return { port: undefined, used: () => null };
  const modelDir = modelFolderOf(modelsFolder, undefined);
  const here = { modelDir, threads: limits.threads };
  let answered: ModelIdentity | undefined;
  const noting =
    <I, O extends { readonly model: ModelIdentity }>(ask: (input: I, context: JobContext) => Promise<O>) =>
    async (input: Asked<I>, context: JobContext = quiet): Promise<O> => {
      const answer = await ask({ ...input, ...here } as I, context);
      answered = answer.model;
      return answer;
    };
  return {
    port: {
      async identity() {
        const { manifest, hash } = await openModelFolder(modelDir);
        return { name: manifest.name, version: manifest.version, hash };
      },
      read: readModelTable,
      crossPredict: noting(inference.crossPredict),
      predict: noting(inference.predict),
      evaluate: noting(inference.evaluate),
      explain: noting(inference.explain),
    },
    used: () => (answered ? { name: answered.name, version: answered.version, sha256: answered.hash } : null),
  };
}
