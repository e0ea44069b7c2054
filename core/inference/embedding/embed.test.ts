import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { subgroups } from '../../../contract/model-results.ts';
import { clusterStability } from '../../stats/cluster-stability.ts';
import { kMeans } from '../../stats/k-means.ts';
import { randomOf } from '../random.ts';
import { inProcessInference } from '../testing/in-process.ts';
import { writeTinyModel } from '../testing/tiny-model.ts';

const modelDir = mkdtempSync(`${tmpdir()}/stillroom-tiny-`);
const inference = inProcessInference();
beforeAll(() => writeTinyModel(modelDir));
afterAll(async () => {
  await inference.close();
  rmSync(modelDir, { recursive: true });
});

/** Two kinds of rows, forty of one and eighty of the other; the event is commoner in the second. */
const random = randomOf(1);
const kind = Float64Array.from({ length: 120 }, (_, row) => (row % 3 === 0 ? 0 : 1));
const values = kind.map((k) => 10 * k + random());
const table = { rows: 120, columns: [{ name: 'marker', kind: 'number' as const, values }] };
const target = {
  name: 'y',
  kind: 'class' as const,
  values: kind.map((k, row) => (k === 1 && row % 2 ? 1 : 0)),
  classes: ['without', 'with'],
};

describe('row embedding', () => {
  it('finds the two subgroups, says how surely, and what tells them apart', async () => {
    const found = await inference.embed({ modelDir, table, target, groups: 2, threads: 1 });
    const { groups, event } = subgroups.parse(found.subgroups);
    expect(event).toBe('with');
    expect(groups.map(({ persons }) => persons).sort((a, b) => a - b)).toEqual([40, 80]);
    const large = groups.find(({ rows }) => rows === 80)!;
    expect(large.withEvent).toBe(40);
    expect(large.stability).toBeGreaterThan(0.9);
    expect(large.features[0]).toMatchObject({ feature: 'marker' });
    expect(large.features[0]!.difference).toBeGreaterThan(0.5);
    const again = await inference.embed({ modelDir, table, target, groups: 2, threads: 1 });
    expect([again.labels, again.subgroups]).toEqual([found.labels, found.subgroups]);
    const chosen = (await inference.embed({ modelDir, table, target, threads: 1 })).subgroups.groups;
    expect(chosen.length === 2 || chosen.every(({ stability }) => stability >= 0.85)).toBe(true);
    for (const [row, label] of found.labels.entries()) expect(label).toBe(found.labels[kind[row] === 0 ? 0 : 1]);
  });

  it('finds who is most like a row, never another row of the same person', async () => {
    const groups = Float64Array.from({ length: 120 }, (_, row) => Math.floor(row / 2));
    const asked = { modelDir, table: { ...table, groups }, target, groups: 2, likeRow: 4, neighbours: 3, threads: 1 };
    const { likeRows, likeDistances } = await inference.embed(asked);
    expect(likeRows).toHaveLength(3);
    expect([...likeRows]).not.toContain(5);
    expect([...likeRows].every((row) => kind[row] === kind[4])).toBe(true);
    expect(likeDistances[0]!).toBeLessThanOrEqual(likeDistances[1]!);
  });

  it('is refused of a model that has none, saying what it lacks', async () => {
    const without = mkdtempSync(`${tmpdir()}/stillroom-tiny-`);
    await writeTinyModel(without, false);
    const asked = inference.embed({ modelDir: without, table, target });
    await expect(asked.finally(() => rmSync(without, { recursive: true }))).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('row_emb'),
    });
  });
});

it('clusters that are not there do not come back', () => {
  const noise = randomOf(2);
  const points = { data: Float64Array.from({ length: 240 }, () => noise()), width: 2 };
  const found = kMeans(points, 6, 3, randomOf(3));
  expect(new Set(found.labels).size).toBe(6);
  expect(Math.min(...clusterStability(points, found, 10, randomOf(4)))).toBeLessThan(0.7);
});
