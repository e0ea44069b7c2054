// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CohortDetail } from '../../../../contract/cohort.ts';
import { Failure } from '../../../../contract/failure.ts';
import { useCohortCounts } from '../../../state/cohort-counts.ts';
import { useSession } from '../../../state/session.ts';
import { type Answers, failing } from '../../../testing/backend-double.ts';
import { cohortDetail, cohortEntry, cohortResult } from '../../../testing/cohorts.ts';
import { line, outlineOf, plain, rule } from '../../../testing/outline.ts';
import { sampleStudy, show } from '../../../testing/show.tsx';
import { CohortPage } from '../cohort-page.tsx';

const criterion = '$.PrimaryCriteria.CriteriaList[0]';
const entry = line(criterion, [plain('a condition')], { role: 'criterion', isCounted: true });
const outline = outlineOf({ entry: [entry], rules: [rule('Adults')] });
const detailOf = (version: number): CohortDetail =>
  cohortDetail(cohortEntry('gout', 'none'), { outline, expression: { version } });

const counted = (persons: number) => ({ counts: [{ path: criterion, persons, events: 2 * persons }], elapsedMs: 1 });

/** The page of a cohort whose definition is at version 1; adding a rule makes version 2, 3 … */
async function open(answers: Answers) {
  let version = 1;
  const shown = show(<CohortPage name="gout" dataset="sample" names={['gout']} />, {
    'cohort.get': () => detailOf(version),
    'cohort.edit': () => {
      version += 1;
      return detailOf(version);
    },
    'cohort.preview': () => cohortResult('gout'),
    ...answers,
  });
  await wait(0);
  return shown;
}

const wait = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const settle = () => wait(350);
const edit = async () => {
  await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Add a rule' })));
  await wait(0);
};
const marginOf = (path: string) => document.querySelector(`[data-line="${path}"] > div > div`)?.textContent ?? '';

beforeEach(() => {
  vi.useFakeTimers();
  useCohortCounts.setState({ latest: {} });
  useSession.getState().setStudy(sampleStudy());
  return () => vi.useRealTimers();
});

describe('counts beside a definition', () => {
  it('come by themselves, persons and events named; a rule shows what it and all before it leave', async () => {
    await open({ 'cohort.counts': () => counted(40) });
    expect(marginOf(criterion)).toBe('');
    await settle();
    expect(marginOf(criterion)).toBe('40\u00a0persons80\u00a0events');
    expect(marginOf('$.InclusionRules[0]')).toBe('1,284\u00a0persons1,310\u00a0events');
    expect(screen.getByText(/Counted on “sample” in/)).toBeTruthy();
  });

  it('say what they found out of a cohort that was generated as well', async () => {
    const message = 'The rule “Adults” excludes nobody.';
    await open({
      'cohort.get': () => cohortDetail(cohortEntry('gout'), { outline, expression: { version: 1 } }),
      'cohort.counts': () => counted(40),
      'cohort.preview': () =>
        cohortResult('gout', { warnings: [{ path: '$.InclusionRules[0]', severity: 'warning', message }] }),
    });
    await settle();
    expect(screen.getAllByText(message, { exact: false }).length).toBeGreaterThan(0);
  });

  it('stay as of before while the new ones come, and an edit cancels the count under way', async () => {
    const cancelled: number[] = [];
    let asked = 0;
    await open({
      'cohort.counts': (_input, { signal }) => {
        asked += 1;
        const own = asked;
        if (own === 1) return counted(40);
        return new Promise((resolve, reject) => {
          signal?.addEventListener('abort', () => {
            cancelled.push(own);
            reject(new Failure('cancelled', 'Cancelled.'));
          });
          if (own === 3) resolve(counted(30));
        });
      },
    });
    await settle();
    await edit();
    expect(marginOf(criterion)).toContain('40\u00a0persons');
    expect(marginOf(criterion)).toContain('as of before');
    await settle();
    expect(asked).toBe(2);
    await edit();
    expect(cancelled).toEqual([2]);
    await settle();
    expect(marginOf(criterion)).toBe('30\u00a0persons60\u00a0events');
  });

  it('edits in quick succession are counted once', async () => {
    const { backend } = await open({ 'cohort.counts': () => counted(40) });
    await edit();
    await edit();
    await settle();
    const counts = backend.asked.filter(({ method }) => method === 'cohort.counts');
    expect(counts.map(({ input }) => input)).toEqual([{ expression: { version: 3 }, dataset: 'sample' }]);
  });

  it('wait for a press after a slow count', async () => {
    const slow = () => new Promise<ReturnType<typeof counted>>((done) => setTimeout(() => done(counted(40)), 2500));
    const { backend } = await open({ 'cohort.counts': slow });
    await wait(3000);
    await edit();
    await wait(1000);
    const asked = () => backend.asked.filter(({ method }) => method === 'cohort.counts').length;
    expect(asked()).toBe(1);
    expect(screen.getByText(/Counting took 2\.5\ss last time/)).toBeTruthy();
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Count' })));
    expect(asked()).toBe(2);
    expect(screen.getByText(/Counting…/)).toBeTruthy();
  });

  it('say in place why there are none, and try again', async () => {
    let fails = true;
    await open({
      'cohort.counts': () => {
        if (!fails) return counted(7);
        return failing(new Failure('sql', 'The table drug_exposure is missing.'))();
      },
    });
    await settle();
    expect(screen.getByRole('alert').textContent).toContain('The table drug_exposure is missing.');
    fails = false;
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Count again' })));
    await wait(0);
    expect(screen.queryByRole('alert')).toBeNull();
    expect(marginOf(criterion)).toContain('7\u00a0persons');
  });

  it('are not asked for where there is no dataset', async () => {
    const { backend } = show(<CohortPage name="gout" dataset={null} names={['gout']} />, {
      'cohort.get': () => detailOf(1),
    });
    await settle();
    expect(screen.getByText('There is no dataset to count in. Load one in Data.')).toBeTruthy();
    expect(backend.asked.some(({ method }) => method === 'cohort.counts')).toBe(false);
  });
});
