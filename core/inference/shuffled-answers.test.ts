import { expect, it } from 'vitest';
import { shuffledAnswers } from './shuffled-answers.ts';

it('each shuffle moves one feature among the rows, and what belongs together comes back together', async () => {
  const columns = [Float64Array.from({ length: 4000 }, (_, i) => i), Float64Array.from({ length: 4000 }, (_, i) => -i)];
  const rows = Int32Array.from({ length: 3000 }, (_, i) => i + 500);
  const shuffles = Array.from({ length: 5 }, (_, i) => ({ feature: i % 2, seed: i }));
  let asked = 0;
  const taken: number[] = [];
  await shuffledAnswers(
    columns,
    rows,
    shuffles,
    async ([a, b], all) => {
      asked++;
      return Float64Array.from(Array.from(all, (row) => [a![row]!, b![row]!]).flat());
    },
    (i, answers) => {
      taken.push(i);
      const of = (feature: number) => Array.from(rows.keys(), (at) => answers[2 * at + feature]!);
      const moved = shuffles[i]!.feature;
      expect(of(1 - moved)).toEqual(Array.from(rows, (row) => columns[1 - moved]![row]));
      expect(of(moved)).not.toEqual(Array.from(rows, (row) => columns[moved]![row]));
      expect(of(moved).sort((x, y) => x - y)).toEqual(
        Array.from(rows, (row) => columns[moved]![row]!).sort((x, y) => x - y),
      );
    },
  );
  expect(taken).toEqual([0, 1, 2, 3, 4]);
  expect(asked).toBe(5);
});
