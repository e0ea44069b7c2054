// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AnalysisSummary } from '../../../contract/analysis.ts';
import { Failure } from '../../../contract/failure.ts';
import { useAnalysisForm } from '../../state/analysis-form.ts';
import { useSession } from '../../state/session.ts';
import { accessibilityProblems } from '../../testing/accessibility.ts';
import { type Answers, failing, never } from '../../testing/backend-double.ts';
import { cohortEntry } from '../../testing/cohorts.ts';
import { sampleStudy, show } from '../../testing/show.tsx';
import AnalysesRoom from './view.tsx';

const press = async (name: RegExp) => act(async () => fireEvent.click(screen.getByRole('button', { name })));
const choose = async (role: 'radio' | 'checkbox', name: RegExp) =>
  act(async () => fireEvent.click(screen.getByRole(role, { name })));
const settle = () => act(async () => {});

const optional = { optional: true, help: 'Help.' };
const counts: AnalysisSummary = {
  name: 'counts',
  title: 'Counts',
  summary: 'How many.',
  sources: ['cohort', 'table'],
  cohorts: { min: 1, max: 2 },
  fields: {
    cohort: [
      { kind: 'number', key: 'days', label: 'Look back', unit: 'days', initial: 365, ...optional },
      { kind: 'cohort', key: 'outcome', label: 'Outcome', ...optional },
    ],
    table: [
      { kind: 'column', key: 'by', label: 'Groups', help: 'Help.', optional: false },
      { kind: 'columns', key: 'variables', label: 'Variables', ...optional },
    ],
  },
  method: 'Persons are counted once.',
};

const made = {
  run: 'r1',
  name: 'counts',
  title: 'Counts: diabetes',
  sentence: '1,284 persons.',
  result: { persons: 1284 },
  sql: ['SELECT count(*)'],
  elapsedMs: 12,
};

const open = async (more: Answers = {}) => {
  const shown = show(<AnalysesRoom />, {
    'analysis.list': () => [counts],
    'cohort.list': () => [cohortEntry('diabetes'), cohortEntry('gout', 'stale'), cohortEntry('asthma', 'none')],
    ...more,
  });
  await settle();
  return shown;
};

beforeEach(() => {
  useAnalysisForm.setState({ analysis: null, kind: 'cohort', cohorts: [], path: '', values: {}, isOpen: false });
  useSession.getState().setStudy(sampleStudy());
});

describe('the four states', () => {
  it('empty: no cohort is generated; a plain table can still be read', async () => {
    await open({ 'cohort.list': () => [cohortEntry('asthma', 'none')] });
    expect(screen.getByText('No cohort has been generated yet')).toBeTruthy();
    await press(/Read a plain table/);
    expect(screen.getByRole('textbox', { name: 'Table' })).toBeTruthy();
  });

  it('loading', async () => {
    await open({ 'analysis.list': never });
    expect(screen.getByRole('status').textContent).toContain('Reading the analyses');
  });

  it('failed', async () => {
    await open({ 'cohort.list': failing(new Failure('unreadable', 'A file is damaged.')) });
    expect(screen.getByRole('alert').textContent).toContain('A file is damaged.');
  });

  it('full: a form from the spec; what has no rows cannot be chosen', async () => {
    const { container } = await open();
    expect(screen.getByRole('checkbox', { name: /asthma/ })).toHaveProperty('disabled', true);
    expect(screen.getByRole('textbox', { name: 'Look back (days)' })).toHaveProperty('value', '365');
    expect(screen.getByRole('button', { name: /Run “Counts”/ }).getAttribute('aria-disabled')).toBe('true');
    expect(await accessibilityProblems(container)).toEqual([]);
  });
});

it('runs with the chosen cohorts and the filled fields, and answers with the sentence first', async () => {
  const { backend, container } = await open({ 'analysis.run': () => made });
  await choose('checkbox', /diabetes/);
  await press(/Run “Counts”/);
  expect(backend.asked.find(({ method }) => method === 'analysis.run')?.input).toEqual({
    name: 'counts',
    source: { kind: 'cohort', dataset: 'sample', cohorts: ['diabetes'] },
    params: { days: 365 },
  });
  await waitFor(() => expect(screen.getByText('1,284 persons.')).toBeTruthy());
  expect(screen.getByText('Persons are counted once.')).toBeTruthy();
  expect(screen.getByRole('button', { name: /Change the question/ }).getAttribute('aria-expanded')).toBe('false');
  expect(screen.queryByRole('checkbox', { name: /diabetes/ })).toBeNull();
  expect(await accessibilityProblems(container)).toEqual([]);
});

it('shows how it goes, cancels, and keeps the earlier answer when the next one fails', async () => {
  let attempt = 0;
  await open({
    'analysis.run': (input, options) => {
      attempt += 1;
      if (attempt === 1) return made;
      return attempt === 2 ? never(input, options) : Promise.reject(new Failure('sql', 'No such column.'));
    },
  });
  await choose('checkbox', /diabetes/);
  await press(/Run “Counts”/);
  await press(/Change the question/);
  await press(/Run “Counts”/);
  expect(screen.getByText('1,284 persons.')).toBeTruthy();
  await press(/^Cancel$/);
  expect(screen.getByText('The analysis was cancelled.')).toBeTruthy();
  await press(/Run “Counts”/);
  expect(screen.getByRole('alert').textContent).toContain('No such column.');
  expect(screen.getByText('1,284 persons.')).toBeTruthy();
});

it('does not let more cohorts be chosen than the analysis takes', async () => {
  await open({ 'cohort.list': () => ['a', 'b', 'c'].map((name) => cohortEntry(name)) });
  await choose('checkbox', /^a/);
  await choose('checkbox', /^b/);
  expect(screen.getByRole('checkbox', { name: /^c/ })).toHaveProperty('disabled', true);
  expect(screen.getByText(/2 are chosen already/)).toBeTruthy();
});

it('reads a plain table by its path: columns first, then the form', async () => {
  const { backend } = await open({
    'table.columns': () => ({ rows: 228, columns: [{ name: 'sex', type: 'VARCHAR' }] }),
    'analysis.run': () => made,
  });
  await choose('radio', /A plain table/);
  expect(screen.queryByRole('checkbox')).toBeNull();
  const path = screen.getByRole('textbox', { name: 'Table' });
  await act(async () => fireEvent.change(path, { target: { value: '/data/lung.csv ' } }));
  await act(async () => fireEvent.submit(path.closest('form') as HTMLFormElement));
  expect(backend.asked.find(({ method }) => method === 'table.columns')?.input).toEqual({ path: '/data/lung.csv' });
  expect(screen.getByText(/228\srows, 1\scolumn\./)).toBeTruthy();
  await choose('checkbox', /sex/);
  expect(useAnalysisForm.getState().values['counts table']).toEqual({ variables: ['sex'] });
  act(() => useAnalysisForm.getState().fill('counts table', 'by', 'sex'));
  await press(/Run “Counts”/);
  expect(backend.asked.find(({ method }) => method === 'analysis.run')?.input).toEqual({
    name: 'counts',
    source: { kind: 'table', path: '/data/lung.csv' },
    params: { by: 'sex', variables: ['sex'] },
  });
});

it('says why a table cannot be read', async () => {
  useAnalysisForm.setState({ kind: 'table', path: '/data/none.csv' });
  await open({ 'table.columns': failing(new Failure('unreadable', 'There is no such file.')) });
  expect(screen.getByRole('alert').textContent).toContain('There is no such file.');
});
