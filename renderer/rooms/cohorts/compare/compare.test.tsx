// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Comparison } from '../../../../contract/cohort.ts';
import { Failure } from '../../../../contract/failure.ts';
import { useSession } from '../../../state/session.ts';
import { accessibilityProblems } from '../../../testing/accessibility.ts';
import { type Answers, failing } from '../../../testing/backend-double.ts';
import { cohortEntry, cohortResult } from '../../../testing/cohorts.ts';
import { sampleStudy, show } from '../../../testing/show.tsx';
import { Compare } from './compare.tsx';

const group = (persons: number, change: Partial<Comparison['both']> = {}): Comparison['both'] => ({
  persons,
  medianAge: 63,
  medianStart: '2016-04-01',
  sexes: [{ name: 'Female', persons }],
  lostAt: [],
  ...change,
});
const comparison: Comparison = {
  dataset: 'sample',
  a: { name: 'gout', persons: 993, rows: 993 },
  b: { name: 'pain', persons: 259, rows: 300 },
  both: group(259),
  onlyA: group(734, { lostAt: [{ step: 'rule “Adults”', persons: 734 }] }),
  onlyB: group(0, { medianAge: null, medianStart: null, sexes: [] }),
  firstEntry: { sameDay: 1, aSooner: 218, bSooner: 40 },
};

const open = async (answers: Answers = {}, names = ['gout', 'pain']) => {
  const shown = show(<Compare name="gout" names={names} dataset="sample" />, {
    'cohort.list': () => [cohortEntry('gout'), cohortEntry('pain')],
    'cohort.compare': () => comparison,
    ...answers,
  });
  await act(async () => {});
  return shown;
};
const press = (name: RegExp | string) => act(async () => fireEvent.click(screen.getByRole('button', { name })));
const choosePain = async () => {
  await press(/Compare with/);
  await act(async () => fireEvent.click(screen.getByRole('option', { name: 'pain' })));
};

beforeEach(() => useSession.getState().setStudy(sampleStudy()));

describe('comparing two cohorts', () => {
  it('says what is needed where there is no other cohort', async () => {
    await open({}, ['gout']);
    expect(screen.getByText('There is no other cohort in this study yet.')).toBeTruthy();
  });

  it('says who is in both and who in one, as a figure, as a table, and why', async () => {
    const { container } = await open();
    await choosePain();
    await press('Compare');
    expect(
      screen.getByText(/^259\spersons are in both, 734\spersons only in “gout”, 0\spersons only in “pain”\.$/),
    ).toBeTruthy();
    expect(screen.getByRole('img', { name: 'How the persons of “gout” and “pain” overlap' })).toBeTruthy();
    const row = screen.getByRole('rowheader', { name: 'Only in “gout”' }).closest('tr') as HTMLTableRowElement;
    expect([...row.cells].map(({ textContent }) => textContent).slice(1, 4)).toEqual(['734', '73.9\u202f%', '63']);
    expect(screen.getByRole('rowheader', { name: 'rule “Adults”' })).toBeTruthy();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('generates first what is missing', async () => {
    const made = [{ ...cohortResult('pain'), run: 'r' }];
    const { backend } = await open({
      'cohort.list': () => [cohortEntry('gout'), cohortEntry('pain', 'stale')],
      'cohort.run': () => made,
    });
    await choosePain();
    await press('Generate what is missing, then compare');
    const asked = backend.asked.filter(({ method }) => method === 'cohort.run' || method === 'cohort.compare');
    expect(asked.map(({ input }) => input)).toEqual([
      { names: ['pain'], dataset: 'sample' },
      { a: 'gout', b: 'pain', dataset: 'sample' },
    ]);
  });

  it('says why it could not', async () => {
    await open({ 'cohort.compare': failing(new Failure('sql', 'A table is missing.')) });
    await choosePain();
    await press('Compare');
    expect(screen.getByRole('alert').textContent).toContain('A table is missing.');
  });
});
