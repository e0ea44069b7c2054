import { join } from 'node:path';
import { expect, it } from 'vitest';
import { editing } from './testing/editing.ts';

const editor = editing();

it('refuses a cohort of one person less than the one that left, though its rows took the place of those', async () => {
  const { backend, add, folder, name } = editor;
  await add({ ObservationPeriod: {} });
  const finding = async (): Promise<string> => {
    const [made] = await backend.call('cohort.run', { names: [name] });
    return (await backend.call('finding.add', { run: made!.run!, context: '' })).id;
  };
  const everybody = await finding();
  await backend.call('export.bundle', { findings: [everybody], out: join(folder, 'everybody.zip') });
  const age = {
    name: 'Over 30',
    expression: { Type: 'ALL', DemographicCriteriaList: [{ Age: { Value: 30, Op: 'gt' } }] },
  };
  const edits = [{ op: 'insert' as const, path: '$.InclusionRules', value: age }];
  await backend.call('cohort.edit', { name, edits, label: 'Over 30' });
  const fewer = await finding();
  const [checked] = await backend.call('finding.together', { findings: [fewer] });
  expect(checked!.checked.summary.refused).toBe(true);
  expect(checked!.checked.changes[0]).toMatchObject({
    id: 'earlier-release',
    earlier: { titles: [`Cohort “${name}”`] },
  });
  const out = join(folder, 'fewer.zip');
  await expect(backend.call('export.bundle', { findings: [fewer], out })).rejects.toMatchObject({ code: 'disclosure' });
  const [again] = await backend.call('finding.together', { findings: [everybody] });
  expect(again!.checked.summary.withheld).toBe(0);
});
