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

/** As many as make one answer steady, or one where answers are only compared with one another. */
export type Readings = 'usual' | 'one';

/** Up to so many rows a second labeling is read: there it steadies the answer most, and costs least. */
const rowsReadTwice = 512;

/**
 * Up to as many classes as the model knows: a small context is read with its labels as they are and rolled once, the
 * log-probabilities averaged, since the answer depends a little on which class is called 0; a larger one is read once,
 * its classes numbered from the most frequent, so that their names change nothing. More: each class against all
 * others, the probabilities scaled to sum to one.
 */
export async function classRuns(
  model: LoadedModel,
  context: Cells,
  codes: Float64Array,
  classes: number,
  readings: Readings = 'usual',
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
  for (const label of labelings(codes, classes, readings)) {
    const keys = await keysFor(label);
    bytes += keys.bytes;
    runs.push({ keys: async () => keys, add: addRolled(label, classes) });
  }
  return { runs, weight: 1 / runs.length, bytes };
}

/** The number that each reading gives a class. */
function labelings(codes: Float64Array, classes: number, readings: Readings): ((code: number) => number)[] {
  if (readings === 'usual' && codes.length <= rowsReadTwice)
    return [(code) => code, (code) => (code + classes - 1) % classes];
  const counts = new Int32Array(classes);
  for (const code of codes) counts[code]!++;
  const frequent = [...counts.keys()].sort((a, b) => counts[b]! - counts[a]! || a - b);
  return [(code) => frequent.indexOf(code)];
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
