import { describe, expect, it } from 'vitest';
import { Failure } from '../../contract/failure.ts';
import { featureDeclaration } from '../../contract/features.ts';
import { outcome } from '../../contract/model.ts';
import { defaultFeatures } from './default.ts';
import { refuseLeakage } from './leakage.ts';

const declare = (...windows: readonly (readonly [string, number, number])[]) =>
  featureDeclaration.parse({
    version: 1,
    windows: windows.map(([name, fromDay, toDay]) => ({ name, fromDay, toDay })),
  });

describe('a feature window', () => {
  it('that reaches into the outcome window, or past it, is refused by name', () => {
    for (const [from, to] of [
      [1, 365],
      [-365, 1],
      [30, 40],
      [400, 500],
    ] as const) {
      const features = declare(['before', -365, 0], ['after', from, to]);
      const act = () => refuseLeakage(features, { fromDay: 1 });
      expect(act).toThrow(Failure);
      expect(act).toThrow(
        expect.objectContaining({ code: 'invalid_input', details: { windows: ['after'], fromDay: 1 } }),
      );
      expect(act).toThrow(/“after”/);
    }
  });

  it('that ends the day before the outcome window opens is allowed', () => {
    expect(() => refuseLeakage(declare(['to the day', -365, 0], ['run-in', 1, 29]), { fromDay: 30 })).not.toThrow();
    expect(() => refuseLeakage(declare(['to the day', -365, 0]), { fromDay: 1 })).not.toThrow();
    expect(() => refuseLeakage(declare(['to the day', -365, 0]), { fromDay: 0 })).toThrow(/“to the day”/);
    expect(() => refuseLeakage(defaultFeatures, { fromDay: 0 })).not.toThrow();
  });
});

it('an outcome window that ends before it opens is refused', () => {
  expect(outcome.safeParse({ cohort: 'death', fromDay: 30, toDay: 29 }).error?.issues[0]?.message).toMatch(/window/);
  expect(outcome.parse({ cohort: 'death', fromDay: 30, toDay: 30 })).toMatchObject({ toDay: 30 });
});
