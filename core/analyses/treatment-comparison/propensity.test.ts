import { expect, it } from 'vitest';
import { quiet } from '../../../contract/context.ts';
import type { ModelNotice } from '../../../contract/model-results.ts';
import type { ModelPort } from '../model-port.ts';
import { mostRead } from './limits.ts';
import { modelPropensity, readByModel } from './propensity.ts';

const ofArm = (arm: Uint8Array, read: Uint8Array, side: number) =>
  read.reduce((sum, one, row) => sum + Number(one === 1 && arm[row] === side), 0);

it('a sample holds each arm by its share, the same for a seed; few are all read', () => {
  const arm = Uint8Array.from({ length: 5000 }, (_, row) => Number(row % 10 === 0));
  const read = readByModel(arm, 1, 400);
  expect([ofArm(arm, read, 1), ofArm(arm, read, 0)]).toEqual([40, 360]);
  expect(readByModel(arm, 1, 400)).toEqual(read);
  expect(readByModel(arm, 2, 400)).not.toEqual(read);
  expect(readByModel(arm.subarray(0, 300), 1, 400).every((one) => one === 1)).toBe(true);
});

/** A port that answers 0.3 for everybody, and keeps what it was asked to read. */
function port(asked: (number | null)[], notices: readonly ModelNotice[]): ModelPort {
  const unasked = () => Promise.reject(new Error('not asked here'));
  return {
    identity: unasked,
    read: unasked,
    predict: unasked,
    evaluate: unasked,
    explain: unasked,
    crossPredict: async ({ table, contextRows, target }) => {
      asked.push(contextRows ? contextRows.reduce((sum, one) => sum + one, 0) : null);
      return {
        kind: 'class',
        classes: ['comparator', 'treated'],
        probabilities: Float64Array.from({ length: table.rows * 2 }, (_, at) => (at % 2 === 1 ? 0.3 : 0.7)),
        model: { name: 'm', version: '1', hash: 'h' },
        target: target.name,
        rows: table.rows,
        features: [],
        dropped: [],
        folds: 5,
        repeats: 1,
        seed: 1,
        notices,
        elapsedMs: 1,
      };
    },
  };
}

it('of many persons the model reads a sample, predicts everybody, and says so', async () => {
  const asked: (number | null)[] = [];
  const notices = [
    { kind: 'rows-without-target' as const, message: 'Rows without a target.' },
    { kind: 'context-sampled' as const, message: 'Sampled.' },
  ];
  const subjects = (persons: number) => ({
    arm: Uint8Array.from({ length: persons }, (_, row) => row % 2),
    covariates: [{ name: 'x', label: 'x', kind: 'number' as const, values: new Float64Array(persons) }],
  });
  const many = await modelPropensity(port(asked, notices), subjects(mostRead + 500), 1, quiet);
  const few = await modelPropensity(port(asked, notices), subjects(mostRead), 1, quiet);
  expect(asked).toEqual([mostRead, null]);
  expect(many.propensity.length).toBe(mostRead + 500);
  expect(many.notes).toEqual([
    expect.stringContaining(`The model read ${mostRead.toLocaleString('en')} persons`),
    'The model: Sampled.',
  ]);
  expect(few.notes).toEqual(['The model: Rows without a target.', 'The model: Sampled.']);
});
