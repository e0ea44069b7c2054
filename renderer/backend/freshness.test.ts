import { expect, it } from 'vitest';
import { backendDouble } from '../testing/backend-double.ts';
import { cohortDetail, cohortEntry } from '../testing/cohorts.ts';
import { announcing } from './freshness.ts';

const detail = (name: string, version: number) => cohortDetail(cohortEntry(name), { expression: { version } });

it('a cohort that an edit answered with is not asked for again, until something else changes', async () => {
  let version = 1;
  const double = backendDouble({
    'cohort.get': ({ name }) => detail(name, version),
    'cohort.edit': ({ name }) => {
      version += 1;
      return detail(name, version);
    },
    'cohort.remove': () => {
      version += 1;
      return {};
    },
  });
  const backend = announcing(double);
  const asked = () => double.asked.filter(({ method }) => method === 'cohort.get').length;
  const seen = async (name: string) => (await backend.call('cohort.get', { name })).expression.version;
  expect([await seen('gout'), asked()]).toEqual([1, 1]);
  await backend.call('cohort.edit', { name: 'gout', label: 'x', edits: [{ op: 'remove', path: '$.Title' }] });
  expect([await seen('gout'), await seen('gout'), asked()]).toEqual([2, 2, 1]);
  expect([await seen('asthma'), asked()]).toEqual([2, 2]);
  await backend.call('cohort.remove', { name: 'asthma' });
  expect([await seen('gout'), asked()]).toEqual([3, 3]);
});
