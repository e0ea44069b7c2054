// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { Failure } from '../../../contract/failure.ts';
import type { RiskReport } from '../../../contract/risk.ts';
import { useImportFlow } from '../../state/import-flow.ts';
import { useJobs } from '../../state/jobs.ts';
import { useSession } from '../../state/session.ts';
import { accessibilityProblems } from '../../testing/accessibility.ts';
import { manifest, plainManifest } from '../../testing/manifest.ts';
import { sampleStudy, show } from '../../testing/show.tsx';
import { DatasetPage } from './dataset-page.tsx';

const settle = () => act(async () => {});
const measures = (k: number, uniques: number, below: number): RiskReport['whole']['own'] => ({
  rows: 2000,
  k,
  largest: 90,
  uniques,
  uniqueShare: uniques / 2000,
  averageRisk: 0.1,
  highestRisk: 1 / k,
  lowestRisk: 0.01,
  below: [{ limit: 5, rows: below }],
});
const report = (columns: readonly string[]): RiskReport => ({
  source: 'persons of sample',
  rows: 2000,
  quasiIdentifiers: columns.map((name) => ({ name, type: 'INTEGER', values: 9, missing: 0, guessed: true })),
  verdict: 'blocked',
  summary: '12 rows are in classes of fewer than 5.',
  policy: { block: 5, warn: 11 },
  whole: {
    columns: [...columns],
    classes: 30,
    withoutValue: 0,
    own: measures(1, 3, 12),
    wildcard: null,
    diversity: [],
  },
  subsets: [],
  population: null,
  drivers: { minimalSets: 0, columns: [], rows: [], more: 0 },
  steps: [
    { column: 'year_of_birth', to: 'bands of 5', removed: false, after: measures(4, 0, 4) },
    { column: 'gender', to: 'left out', removed: true, after: measures(1, 3, 12) },
  ],
  optimal: null,
  sql: [],
  elapsedMs: 1,
});
const checks = [
  { status: 'failed', failed: 40, share: 0.02, rule: 'a date lies after the birth' },
  { status: 'passed', failed: 0, share: 0, rule: 'a unit is one of the vocabulary' },
].map((one, i) => ({
  ...one,
  id: `c${i}`,
  check: 'x',
  category: 'plausibility',
  part: 'temporal',
  table: 'measurement',
  of: 2000,
}));

const answers = {
  'data.secrets': () => ({ held: true }),
  'data.destroySecrets': () => ({ destroyed: true }),
  'risk.assess': ({ quasiIdentifiers }: { quasiIdentifiers?: string[] | undefined }) =>
    report(quasiIdentifiers ?? ['gender', 'year_of_birth']),
  'analysis.run': () => ({
    run: 'r',
    name: 'data-quality',
    title: 'Data quality',
    sentence: '2 checks on 2,000 persons: 1 failed, in measurement.',
    result: { persons: 2000, today: '2026-01-01', checks, profile: [], notes: [] },
    sql: [],
    elapsedMs: 1,
  }),
};
const read = [
  { source: 'Patient', read: 10, loaded: 9, rejected: 1, reasons: [{ reason: 'no id', n: 1 }] },
  { source: 'Condition', read: 30, loaded: 30, rejected: 0, reasons: [] },
];

beforeEach(() => {
  useJobs.getState().leaveStudy();
  useImportFlow.setState({ unchecked: null, loaded: null, paths: null });
  useSession.getState().setStudy(sampleStudy());
});

it('a dataset that was just loaded is checked by itself; the worst stands by name, and what would help', async () => {
  useImportFlow.getState().choose(['/data/sample']);
  useImportFlow.getState().finish('sample');
  const { container } = show(<DatasetPage manifest={manifest({ read })} />, answers);
  await settle();
  const quality = screen.getByRole('region', { name: 'Quality' });
  expect(within(quality).getByText(/1\schecks? failed/)).toBeTruthy();
  expect(within(quality).getByText('1 of 2 failed')).toBeTruthy();
  expect(within(quality).getByText(/a date lies after the birth/)).toBeTruthy();
  const risk = screen.getByRole('region', { name: 'Re-identification' });
  expect(within(risk).getByText('Persons stand out')).toBeTruthy();
  expect(within(risk).getByRole('rowheader', { name: 'year of birth: bands of 5' })).toBeTruthy();
  expect(within(risk).queryByRole('rowheader', { name: /gender/ })).toBeNull();
  await act(async () => fireEvent.click(within(risk).getByRole('checkbox', { name: 'gender' })));
  expect(within(risk).getByRole<HTMLInputElement>('checkbox', { name: 'gender' }).checked).toBe(false);
  expect(screen.getByRole('row', { name: /All\s*40\s*39\s*1/ })).toBeTruthy();
  expect(await accessibilityProblems(container)).toEqual([]);
  await act(async () => fireEvent.click(screen.getByRole('button', { name: /Decide again/ })));
  expect(useImportFlow.getState().paths).toEqual(['/data/sample']);
});

it('one that was there before is checked on request', async () => {
  const { backend } = show(<DatasetPage manifest={manifest()} />, answers);
  await settle();
  expect(backend.asked.map(({ method }) => method)).not.toContain('risk.assess');
  const quality = screen.getByRole('region', { name: 'Quality' });
  await act(async () => fireEvent.click(within(quality).getByRole('button', { name: 'Check now' })));
  expect(within(quality).getByText(/1 failed, in measurement/)).toBeTruthy();
});

it('where no name tells what could be known, the columns are chosen', async () => {
  const named = {
    'risk.assess': ({ quasiIdentifiers }: { quasiIdentifiers?: string[] | undefined }) => {
      if (quasiIdentifiers) return report(quasiIdentifiers);
      throw new Failure('invalid_input', 'No column sounds like one. Name them.');
    },
  };
  const { backend } = show(<DatasetPage manifest={plainManifest()} />, named);
  await settle();
  const risk = screen.getByRole('region', { name: 'Re-identification' });
  const check = async () => act(async () => fireEvent.click(within(risk).getByRole('button', { name: 'Check now' })));
  await check();
  expect(within(risk).queryByRole('alert')).toBeNull();
  expect(within(risk).getByRole('button', { name: 'Check now' }).getAttribute('aria-disabled')).toBe('true');
  await act(async () => fireEvent.click(within(risk).getByRole('checkbox', { name: 'age' })));
  await check();
  expect(backend.asked.at(-1)).toMatchObject({ method: 'risk.assess', input: { quasiIdentifiers: ['age'] } });
  expect(within(risk).getByText('Persons stand out')).toBeTruthy();
});

it('secrets are destroyed only with the name of the study typed', async () => {
  const { backend } = show(<DatasetPage manifest={manifest()} />, answers);
  await settle();
  await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Destroy the secrets…' })));
  const dialog = screen.getByRole('alertdialog');
  const confirm = () => within(dialog).getByRole('button', { name: 'Destroy the secrets' });
  expect(confirm().getAttribute('aria-disabled')).toBe('true');
  const { name } = sampleStudy();
  await act(async () => fireEvent.change(within(dialog).getByRole('textbox'), { target: { value: name } }));
  await act(async () => fireEvent.click(confirm()));
  expect(backend.asked.map(({ method }) => method)).toContain('data.destroySecrets');
});
