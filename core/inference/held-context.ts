import type { JobContext } from '../../contract/context.ts';
import type { InferenceMethods } from './client.ts';
import type { PredictInput, Prediction } from './inputs.ts';
import type { ModelTable } from './table.ts';

/** Known rows that cross into the model's process once: later questions send the rows to predict alone. */
export interface HeldContext {
  /** Failures as of a prediction. */
  predict(queries: ModelTable, context?: JobContext): Promise<Prediction>;
}

/**
 * The known rows of `question`, which must not change meanwhile. They are sent again where the process does not hold
 * them any more: it was started anew, has another model, or needed the memory for other contexts.
 */
export function holdContext(
  inference: Pick<InferenceMethods, 'predict' | 'predictHeld'>,
  question: Omit<PredictInput, 'queries'>,
): HeldContext {
  const { modelDir, threads, density } = question;
  let contextId: string | undefined;
  return {
    async predict(queries, context) {
      if (contextId !== undefined) {
        const told = await inference.predictHeld({ modelDir, threads, density, contextId, queries }, context);
        if (told.kind !== 'unknown-context') return told;
      }
      const told = await inference.predict({ ...question, queries }, context);
      contextId = told.contextId;
      return told;
    },
  };
}
