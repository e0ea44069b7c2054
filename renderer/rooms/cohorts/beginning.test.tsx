// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import type { CohortDetail } from '../../../contract/cohort.ts';
import { useSession } from '../../state/session.ts';
import { accessibilityProblems } from '../../testing/accessibility.ts';
import { cohortDetail, cohortEntry } from '../../testing/cohorts.ts';
import { line, outlineOf, plain } from '../../testing/outline.ts';
import { sampleStudy, show } from '../../testing/show.tsx';
import { isBeginning } from './beginning.ts';
import { CohortPage } from './cohort-page.tsx';

const noEntry = {
  path: '$.PrimaryCriteria.CriteriaList',
  severity: 'invalid' as const,
  message: 'PrimaryCriteria has no criterion.',
};
const blank = (change: Partial<CohortDetail> = {}) =>
  cohortDetail(cohortEntry('new one', 'none'), { outline: outlineOf({}), problems: [noEntry], sql: null, ...change });
const open = async (detail: CohortDetail) => {
  const shown = show(<CohortPage name="new one" dataset="sample" names={['new one']} />, {
    'cohort.get': () => detail,
  });
  await act(async () => {});
  return shown;
};

beforeEach(() => useSession.getState().setStudy(sampleStudy()));

it('a blank cohort says what to do first, and nothing of errors', async () => {
  const { container } = await open(blank());
  expect(screen.getByText(/^Begin here: add the event that a person enters with/)).toBeTruthy();
  expect(screen.getByText(/counted here as soon as there is an entry event/)).toBeTruthy();
  expect(screen.queryByText(/does not fit/)).toBeNull();
  expect(screen.queryByText(noEntry.message)).toBeNull();
  const begin = screen.getByRole('button', { name: 'Add an entry event…' });
  const [first] = container.querySelectorAll('[data-add]');
  expect(first).toBe(begin);
  expect(await accessibilityProblems(container)).toEqual([]);
});

it('to generate it is refused with what to do', async () => {
  await open(blank());
  const generate = screen.getByRole('button', { name: 'Generate' });
  expect(generate.getAttribute('aria-disabled')).toBe('true');
  expect(document.body.textContent).not.toContain('what stands in the way');
});

it('what is wrong besides is said', async () => {
  const wrong = { path: '$.EndStrategy', severity: 'invalid' as const, message: 'Offset is no number.' };
  await open(blank({ problems: [noEntry, wrong] }));
  expect(screen.getByText(/Offset is no number/)).toBeTruthy();
  expect(screen.getByText(/PrimaryCriteria has no criterion/)).toBeTruthy();
});

it('is over with the first entry event', () => {
  const entry = [line('$.PrimaryCriteria.CriteriaList[0]', [plain('any death')], { role: 'criterion' })];
  expect(isBeginning(blank())).toBe(true);
  expect(isBeginning(blank({ outline: outlineOf({ entry }) }))).toBe(false);
  expect(isBeginning(blank({ problems: [] }))).toBe(false);
  expect(isBeginning(blank({ outline: null }))).toBe(false);
});
