// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CohortDetail } from '../../../contract/cohort.ts';
import { Failure } from '../../../contract/failure.ts';
import { useAnalysisForm } from '../../state/analysis-form.ts';
import { useCohortChoice } from '../../state/cohort-choice.ts';
import { useSession } from '../../state/session.ts';
import { useSqlRoom } from '../../state/sql-room.ts';
import { accessibilityProblems } from '../../testing/accessibility.ts';
import { type Answers, failing, never } from '../../testing/backend-double.ts';
import { cohortDetail, cohortEntry, cohortResult } from '../../testing/cohorts.ts';
import { sampleStudy, show } from '../../testing/show.tsx';
import CohortsRoom from './view.tsx';

const press = async (name: RegExp) => act(async () => fireEvent.click(screen.getByRole('button', { name })));
const choose = async (menu: RegExp, entry: RegExp) => {
  await press(menu);
  await act(async () => fireEvent.click(screen.getByRole('menuitem', { name: entry })));
};
const settle = () => act(async () => {});

const entries = [cohortEntry('asthma', 'none'), cohortEntry('diabetes'), cohortEntry('gout', 'stale')];

const answers = (more: Answers = {}, detail: Partial<CohortDetail> = {}): Answers => ({
  'cohort.list': () => entries,
  'cohort.get': ({ name }) => cohortDetail(entries.find((one) => one.name === name) ?? entries[0]!, detail),
  ...more,
});

const open = async (name: string, given = answers()) => {
  useCohortChoice.getState().choose(name);
  const shown = show(<CohortsRoom />, given);
  await settle();
  return shown;
};

beforeEach(() => {
  useCohortChoice.setState({ name: null });
  useSession.getState().setStudy(sampleStudy());
});

describe('the four states', () => {
  it('empty: says what a cohort is, and offers both ways to begin', async () => {
    show(<CohortsRoom />, { 'cohort.list': () => [] });
    await settle();
    expect(screen.getByText('No cohorts yet')).toBeTruthy();
    expect(screen.getByRole('button', { name: /Open files/ })).toBeTruthy();
    expect(screen.getByRole('button', { name: /Add a template/ })).toBeTruthy();
  });

  it('loading', () => {
    show(<CohortsRoom />, { 'cohort.list': never });
    expect(screen.getByRole('status').textContent).toContain('Reading the cohorts');
  });

  it('failed: says why and tries again', async () => {
    show(<CohortsRoom />, { 'cohort.list': failing(new Failure('unreadable', 'cohorts/x.json is damaged.')) });
    await settle();
    expect(screen.getByRole('alert').textContent).toContain('cohorts/x.json is damaged.');
    expect(screen.getByRole('button', { name: /Try again/ })).toBeTruthy();
  });

  it('full: each cohort with its persons and state', async () => {
    await open('diabetes');
    const line = (name: RegExp) => screen.getByRole('option', { name }).textContent;
    expect(line(/asthma/)).toContain('not generated');
    expect(line(/diabetes/)).toMatch(/1,284\spersons$/);
    expect(line(/gout/)).toContain('edited since generated');
    expect(screen.getByText(/3\scohorts, 1 generated on “sample”\./)).toBeTruthy();
  });

  it('full is clean for assistive technology', async () => {
    const { container } = await open('diabetes');
    expect(await accessibilityProblems(container)).toEqual([]);
  });
});

describe('the page of a cohort', () => {
  it('reads as prose, with the persons each rule leaves beside it', async () => {
    await open('diabetes');
    expect(
      screen.getByText('Persons enter with a condition occurrence of “Diabetes”. All such events of a person count.'),
    ).toBeTruthy();
    const rule = screen.getByRole('heading', { name: /Inclusion rule 1/ }).closest('section') as HTMLElement;
    expect(within(rule).getByText(/1,284\spersons/)).toBeTruthy();
    const exit = screen.getByRole('heading', { name: 'Exit' }).closest('section') as HTMLElement;
    expect(within(exit).queryByText(/persons$/)).toBeNull();
  });

  it('says persons and events by name, and has the numbers of the flow as a table', async () => {
    await open('diabetes');
    expect(screen.getByRole('img', { name: /from entry to “diabetes”/ })).toBeTruthy();
    const row = screen.getByRole('rowheader', { name: 'Aged 40 to 85' }).closest('tr') as HTMLTableRowElement;
    expect([...row.cells].map(({ textContent }) => textContent)).toEqual([
      'Aged 40 to 85',
      '1,284',
      '85.6\u202f%',
      '1,310',
      '1,284',
      '216',
    ]);
  });

  it('names the places that stop it, and does not let it be generated', async () => {
    const problem = { path: '$.CensoringCriteria[0]', severity: 'unsupported' as const, message: 'Censoring events.' };
    await open('asthma', answers({}, { problems: [problem], explanation: null, sql: null }));
    expect(screen.getByText('$.CensoringCriteria[0]')).toBeTruthy();
    expect(screen.getByText('A plain reading is there once the definition is valid.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Generate' }).getAttribute('aria-disabled')).toBe('true');
  });

  it('folds a long list of notes', async () => {
    const problems = Array.from({ length: 60 }, (_, n) => ({
      path: `$.InclusionRules[${n}]`,
      severity: 'warning' as const,
      message: `Rule ${n} excludes nobody.`,
    }));
    await open('asthma', answers({}, { problems }));
    expect(screen.getAllByText(/excludes nobody/)).toHaveLength(3);
    await press(/Show all 60/);
    expect(screen.getAllByText(/excludes nobody/)).toHaveLength(60);
  });

  it('keeps an 80 character name whole', async () => {
    const name = 'n'.repeat(80);
    const long = cohortEntry(name);
    await open(name, { 'cohort.list': () => [long], 'cohort.get': () => cohortDetail(long) });
    expect(screen.getByRole('heading', { name })).toBeTruthy();
  });

  it('is read only where another window writes', async () => {
    useSession.getState().setStudy(sampleStudy({ readOnly: true }));
    await open('diabetes');
    for (const name of [/Generate again/, /^Add to findings/, /New cohort/])
      expect(screen.getByRole('button', { name }).getAttribute('aria-disabled')).toBe('true');
  });
});

describe('generating', () => {
  it('runs on the chosen dataset, shows its progress, and can be cancelled', async () => {
    const { backend } = await open('asthma', answers({ 'cohort.run': never }));
    await press(/^Generate$/);
    expect(backend.asked.find(({ method }) => method === 'cohort.run')?.input).toEqual({
      names: ['asthma'],
      dataset: 'sample',
    });
    expect(screen.getByRole('option', { name: /asthma/ }).textContent).toContain('generating');
    await press(/^Cancel$/);
    expect(screen.getByText(/Generating was cancelled/)).toBeTruthy();
  });

  it('shows the failure of this cohort, not of another in the same job', async () => {
    const failure = { code: 'sql' as const, message: 'A table is missing.', details: {} };
    const made = [
      { ...cohortResult('asthma', { failure }), run: null },
      { ...cohortResult('diabetes'), run: 'r' },
    ];
    await open('asthma', answers({ 'cohort.run': () => made }));
    await choose(/More for all cohorts/, /Generate all/);
    expect(screen.getByRole('alert').textContent).toContain('A table is missing.');
    await act(async () => fireEvent.click(screen.getByRole('option', { name: /diabetes/ })));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('leaves out of “all” what cannot run', async () => {
    const { backend } = await open(
      'diabetes',
      answers({
        'cohort.get': ({ name }) => {
          const entry = entries.find((one) => one.name === name) ?? entries[0]!;
          return cohortDetail(entry, name === 'gout' ? { sql: null } : {});
        },
        'cohort.run': never,
      }),
    );
    await choose(/More for all cohorts/, /Generate all/);
    const run = backend.asked.find(({ method }) => method === 'cohort.run');
    expect(run?.input).toMatchObject({ names: ['asthma', 'diabetes'] });
  });
});

describe('from here on', () => {
  it('Characterise goes to Analyses with the cohort chosen', async () => {
    await open('diabetes');
    await press(/Characterise/);
    expect(useSession.getState().room).toBe('analyses');
    expect(useAnalysisForm.getState()).toMatchObject({ analysis: 'table-one', cohorts: ['diabetes'], isOpen: true });
  });

  it('Continue in SQL takes the compiled query along', async () => {
    await open('diabetes');
    await press(/More for this cohort/);
    await act(async () => fireEvent.click(screen.getByRole('menuitem', { name: 'Continue in SQL' })));
    expect(useSession.getState().room).toBe('sql');
    expect(useSqlRoom.getState().query).toBe('SELECT subject_id FROM cohort');
  });

  it('renames, unless another cohort has the name', async () => {
    const { backend } = await open('diabetes', answers({ 'cohort.rename': ({ to }) => cohortEntry(to) }));
    await press(/More for this cohort/);
    await act(async () => fireEvent.click(screen.getByRole('menuitem', { name: /Rename/ })));
    const name = screen.getByRole('textbox', { name: 'Name' });
    await act(async () => fireEvent.change(name, { target: { value: 'gout' } }));
    expect(screen.getByRole('button', { name: 'Rename' }).getAttribute('aria-disabled')).toBe('true');
    await act(async () => fireEvent.change(name, { target: { value: ' type 2 ' } }));
    await press(/^Rename$/);
    expect(backend.asked.find(({ method }) => method === 'cohort.rename')?.input).toEqual({
      name: 'diabetes',
      to: 'type 2',
    });
    expect(useCohortChoice.getState().name).toBe('type 2');
  });

  it('removes, and a failure stays on the page', async () => {
    await open('diabetes', answers({ 'cohort.remove': failing(new Failure('read_only', 'Nothing was removed.')) }));
    await press(/More for this cohort/);
    await act(async () => fireEvent.click(screen.getByRole('menuitem', { name: 'Remove' })));
    expect(screen.getByRole('alert').textContent).toContain('Nothing was removed.');
  });

  it('adds templates that are not there yet', async () => {
    const expression = { PrimaryCriteria: {} };
    const { backend } = await open(
      'diabetes',
      answers({
        'cohort.templates': () => [
          { name: 'diabetes', summary: 'Persons enter.', expression },
          { name: 'death', summary: 'Persons enter with a death.', expression },
        ],
        'cohort.save': ({ name }) => cohortEntry(name, 'none'),
      }),
    );
    await choose(/More for all cohorts/, /Add a template/);
    const dialog = within(screen.getByRole('dialog'));
    expect(dialog.getByRole('checkbox', { name: /diabetes/ })).toHaveProperty('disabled', true);
    await act(async () => fireEvent.click(dialog.getByRole('checkbox', { name: /death/ })));
    await act(async () => fireEvent.click(dialog.getByRole('button', { name: /Add 1/ })));
    expect(backend.asked.find(({ method }) => method === 'cohort.save')?.input).toEqual({ name: 'death', expression });
  });
});
