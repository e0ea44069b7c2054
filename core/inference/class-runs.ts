import { softmaxInto } from './bars.ts';
import type { Cells, ContextKeys, LoadedModel } from './session.ts';

/** One reading of the context. `add` puts what its logits say about each class, as log-probabilities, into `scores`. */
export interface ClassRun {
  readonly keys: () => Promise<ContextKeys>;
  readonly add: (logits: Float32Array, at: number, scores: Float64Array, scoresAt: number) => void;
}

/** The runs whose scores, summed and weighted, are one class prediction; `bytes` is what they keep in memory. */
export interface ClassRuns {
  readonly runs: readonly ClassRun[];
  readonly weight: number;
  readonly bytes: number;
}

/** As many labelings as the model's evaluation averages: its answer depends a little on which class is called 0. */
const labelings = 2;

/**
 * Up to as many classes as the model knows: the context read with its labels as they are and rolled once, the
 * log-probabilities averaged. More: each class against all others, the probabilities scaled to sum to one.
 */
export async function classRuns(
  model: LoadedModel,
  context: Cells,
  codes: Int32Array,
  classes: number,
): Promise<ClassRuns> {
  const keysFor = (label: (code: number) => number) => model.fit(context, Float32Array.from(codes, label), false);
  if (classes > model.limits.classes) {
    // Keys of many runs would fill the memory: each is made when its turn comes, and let go.
    const runs = Array.from({ length: classes }, (_, one) => ({
      keys: () => keysFor((code) => (code === one ? 1 : 0)),
      add: addOne(one),
    }));
    return { runs, weight: 1, bytes: context.data.byteLength };
  }
  const runs: ClassRun[] = [];
  let bytes = 0;
  for (let roll = 0; roll < Math.min(labelings, classes); roll++) {
    const label = (code: number) => (code + classes - roll) % classes;
    const keys = await keysFor(label);
    bytes += keys.bytes;
    runs.push({ keys: async () => keys, add: addRolled(label, classes) });
  }
  return { runs, weight: 1 / runs.length, bytes };
}

function addRolled(label: (code: number) => number, classes: number): ClassRun['add'] {
  const probabilities = new Float32Array(classes);
  return (logits, at, scores, scoresAt) => {
    softmaxInto(logits, at, classes, probabilities, 0);
    for (let code = 0; code < classes; code++) {
      scores[scoresAt + code]! += Math.log(probabilities[label(code)]! + 1e-30);
    }
  };
}

function addOne(one: number): ClassRun['add'] {
  return (logits, at, scores, scoresAt) => {
    scores[scoresAt + one]! -= Math.log1p(Math.exp(logits[at]! - logits[at + 1]!));
  };
}
