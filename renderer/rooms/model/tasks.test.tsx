// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import type { Output } from '../../../contract/index.ts';
import { useModelForm } from '../../state/model-form.ts';
import { useSession } from '../../state/session.ts';
import { accessibilityProblems } from '../../testing/accessibility.ts';
import type { Answers } from '../../testing/backend-double.ts';
import { cohortEntry } from '../../testing/cohorts.ts';
import { sampleStudy, show } from '../../testing/show.tsx';
import { cellWords } from './cell-words.ts';
import { isBest } from './impute-scores.tsx';
import { hasEmbedding } from './subgroups-page.tsx';
import ModelRoom from './view.tsx';

const press = async (name: RegExp) => act(async () => fireEvent.click(screen.getByRole('button', { name })));
const model = { name: 'stillroom-pfn-1', version: '0.1.0', hash: 'ab'.repeat(32) };
const made = { model, notices: [], elapsedMs: 5000 };
const kept = {
  run: 'r1',
  title: 'A result',
  sentence: 'In a sentence.',
  preparation: { rows: 150, columns: [{ name: 'egfr', label: 'Last eGFR', missing: 3 }], notices: ['Known.'] },
  sql: [],
};

const open = async (tab: string, answers: Answers) => {
  useModelForm.setState({ tab, kind: 'cohort', cohort: 'diabetes', outcome: 'death', leftOut: {} });
  const shown = show(<ModelRoom />, {
    'cohort.list': () => [cohortEntry('diabetes'), cohortEntry('death')],
    'features.default': () => ({
      version: 1 as const,
      windows: [],
      demographics: [],
      presence: [],
      measurements: [],
      utilisation: [],
      timeSince: [],
    }),
    ...answers,
  });
  await act(async () => {});
  return shown;
};

beforeEach(() => useSession.getState().setStudy(sampleStudy()));

const scored = (membership: number) => ({
  marginals: 0.95,
  correlations: 0.05,
  useful: { forest: 0.71, linear: 0.69 },
  twoSample: 0.6,
  attack: { membership, closestRatio: 0.97, nearestNeighbourRatio: 0.9, copies: 0 },
});
const synthesis = (problems: string[]): Output<'model.synthesise'> => ({
  ...kept,
  ...made,
  read: 100,
  heldOut: 50,
  rows: 150,
  dropped: 2,
  scores: {
    target: 'egfr',
    real: { forest: 0.75, linear: 0.72 },
    model: scored(0.53),
    copula: scored(0.51),
    independent: scored(0.5),
  },
  problems,
  exported: null,
});

it('made rows: attacks beside scores, a warning of a small table, and a way out that asks why', async () => {
  const { backend, container } = await open('synthesise', {
    'model.synthesise': () => synthesis([]),
    'app.info': () => ({ version: '1', host: 'browser', home: '/home/a', platform: 'linux' }) as never,
    'synthetic.export': ({ out }) => ({ path: out, report: `${out}.check.json`, sha256: 'ab', rows: 150 }),
  });
  await press(/^Make rows$/);
  expect(screen.getByText(/fewer than 200/)).toBeTruthy();
  expect(
    screen.getByText('Exploratory: by stillroom-pfn-1 0.1.0, in 5.0\u00a0s', { normalizer: (text) => text }),
  ).toBeTruthy();
  const attack = within(screen.getByRole('table', { name: 'What do they give away?' }));
  expect(attack.getByRole('rowheader', { name: /^Membership attack/ }).closest('tr')?.textContent).toContain('0.530');
  expect(await accessibilityProblems(container)).toEqual([]);
  await press(/^Export rows…$/);
  const dialog = within(screen.getByRole('dialog'));
  expect(dialog.getByRole('button', { name: 'Export rows' }).getAttribute('aria-disabled')).toBe('true');
  fireEvent.change(dialog.getByRole('textbox', { name: 'Write to' }), { target: { value: '/out/rows.parquet' } });
  fireEvent.change(dialog.getByRole('textbox', { name: /^Why/ }), { target: { value: 'To share the code with.' } });
  await act(async () => fireEvent.click(dialog.getByRole('button', { name: 'Export rows' })));
  expect(backend.asked.at(-1)?.input).toEqual({
    run: 'r1',
    out: '/out/rows.parquet',
    decision: 'To share the code with.',
  });
  expect(screen.getByText('/out/rows.parquet.check.json')).toBeTruthy();
});

it('made rows that the gate refuses have no way out, and say why', async () => {
  await open('synthesise', { 'model.synthesise': () => synthesis(['Some equal a real row.']) });
  await press(/^Make rows$/);
  expect(screen.getByText('Some equal a real row.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /Export rows/ })).toBeNull();
});

it('filled gaps stand beside simpler ways, the best of each row marked', async () => {
  const errors = { model: 0.5, chainedRidge: 0.6, mean: 1, median: 1.1 };
  await open('impute', {
    'model.impute': () => ({
      ...kept,
      ...made,
      rows: 150,
      cells: 3,
      columns: [
        {
          name: 'egfr',
          missing: 13,
          filled: 13,
          preview: {
            kind: 'number' as const,
            known: { n: 137, mean: 71.25, q25: 60, median: 70, q75: 82 },
            filled: { n: 13, mean: 64, q25: 61, median: 64, q75: 67 },
          },
        },
        { name: 'age', missing: 3, filled: 3 },
      ],
      scores: {
        hidden: 0.1,
        columns: [{ name: 'egfr', kind: 'number' as const, cells: 15, errors }],
        numbers: errors,
        classes: null,
      },
      files: [],
    }),
  });
  await press(/^Fill the gaps$/);
  const table = within(screen.getByRole('table', { name: /^Numbers: error/ }));
  expect(table.getByRole('rowheader', { name: 'Last eGFR' }).closest('tr')?.textContent).toBe(
    'Last eGFR150.5000.6001.0001.100',
  );
  const preview = within(screen.getByRole('table', { name: /^Numbers: mean/ }));
  expect(preview.getAllByRole('row').map((row) => row.textContent)).toContain(
    'Last eGFR1371371.2564.0060.00 – 82.0061.00 – 67.00',
  );
  expect(preview.queryByText(/[Aa]ge/)).toBeNull();
  expect(screen.getByText('How is this computed?')).toBeTruthy();
  expect([
    isBest(errors, 'model', 'number'),
    isBest(errors, 'mean', 'number'),
    isBest(errors, 'mean', 'class'),
  ]).toEqual([true, false, true]);
});

it('unusual values stay inside the study: no way to findings, and that is said', async () => {
  const { container } = await open('outliers', {
    'model.outliers': () => ({
      ...made,
      insideStudy: true as const,
      rows: 150,
      cells: [{ whom: '17', column: 'egfr', score: 8.2, cell: '900', expected: '71', low: 55, high: 90 }],
      top: [{ whom: '17', score: 8.2 }],
      scores: { planted: 8, cellAuc: { model: 0.97, univariate: 0.9 }, rowAuc: { model: 0.95, univariate: null } },
    }),
  });
  await press(/^Look for unusual values$/);
  const row = screen.getByRole('rowheader', { name: 'egfr' }).closest('tr');
  expect(row?.textContent).toBe('117egfr9007155 to 908.2');
  expect(screen.getByText(/never leaves the study/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Add to findings' })).toBeNull();
  expect(await accessibilityProblems(container)).toEqual([]);
});

const estimate = (mean: number) => ({ mean, sd: 0.01, low: mean - 0.02, high: mean + 0.02 });

it('explains all persons, the feature that loses most first, and one person who stays inside', async () => {
  const { backend } = await open('explain', {
    'model.explain': () => ({
      ...kept,
      explanation: {
        ...made,
        target: 'death',
        measure: 'logLoss' as const,
        n: 150,
        persons: 150,
        rarest: 30,
        whole: estimate(0.4),
        features: [
          { feature: 'age', permutation: estimate(0.01), leaveOut: estimate(0) },
          { feature: 'egfr', permutation: estimate(0.2), leaveOut: estimate(0.05) },
        ],
        folds: 5,
        repeats: 1,
        seed: 1,
      },
    }),
    'model.explainPerson': ({ whom }) => ({
      ...made,
      insideStudy: true as const,
      whom,
      target: 'death',
      unit: 'log-odds' as const,
      classes: [
        { name: 'Without it', probability: 0.8 },
        { name: 'death', probability: 0.2 },
      ],
      number: null,
      base: -2,
      value: -1.4,
      contributions: [
        { feature: 'age', cell: '61', contribution: -0.2, error: 0.01 },
        { feature: 'egfr', cell: null, contribution: 0.8, error: 0.02 },
      ],
    }),
  });
  await press(/^Explain$/);
  const all = within(screen.getByRole('table', { name: 'What it rests on' }));
  expect(all.getAllByRole('rowheader').map(({ textContent }) => textContent)).toEqual(['Last eGFR', 'age']);
  fireEvent.change(screen.getByRole('textbox', { name: 'Person' }), { target: { value: '42' } });
  await press(/^Explain this person$/);
  expect(backend.asked.at(-1)).toMatchObject({ method: 'model.explainPerson', input: { whom: '42' } });
  const one = within(screen.getByRole('article', { name: 'Person 42' }));
  expect(one.getByText(/never leaves the study/)).toBeTruthy();
  expect(one.getAllByRole('rowheader').map(({ textContent }) => textContent)).toEqual(['egfr', 'age']);
  expect(one.getByText(/From −2.00 on average to −1.40/)).toBeTruthy();
});

it('leaves the same columns out of rows of a cohort, says so, and takes them back', async () => {
  const { backend } = await open('outliers', {
    'model.outliers': () => ({ ...made, insideStudy: true as const, rows: 9, cells: [], top: [], scores: null }),
  });
  await act(async () => {
    const dataset = useSession.getState().dataset;
    useModelForm.getState().leaveOut(`cohort ${dataset} diabetes`, ['egfr']);
  });
  await press(/^Look for unusual values$/);
  expect(backend.asked.at(-1)?.input).toMatchObject({
    source: { kind: 'cohort', cohort: 'diabetes', exclude: ['egfr'] },
  });
  await press(/^Change the question$/);
  expect(screen.getByText('Left out, as chosen under Predict: egfr.')).toBeTruthy();
  await press(/^Take all back$/);
  expect(useModelForm.getState().leftOut).toEqual({ [`cohort ${useSession.getState().dataset} diabetes`]: [] });
});

const withEmbedding = () => ({
  ...model,
  bytes: 5,
  manifest: { graphs: { predict: { outputs: [{ name: 'row_emb' }] } } },
  card: '',
});

it('subgroups: how many, what comes of them with its interval, in what they differ; and who is alike', async () => {
  const { backend, container } = await open('subgroups', {
    'model.show': withEmbedding,
    'model.subgroups': () => ({
      ...kept,
      ...made,
      subgroups: {
        target: 'death',
        event: 'death',
        groups: [
          {
            rows: 40,
            persons: 40,
            known: 40,
            withEvent: 12,
            mean: null,
            stability: 0.9,
            features: [{ feature: 'egfr', difference: -0.8 }],
          },
          { rows: 110, persons: 110, known: 110, withEvent: 0, mean: null, stability: 0.4, features: [] },
        ],
      },
    }),
    'model.similar': ({ whom }) => ({
      ...made,
      insideStudy: true as const,
      whom,
      similar: [
        { whom: '7', distance: 0.5 },
        { whom: '9', distance: 1.25 },
      ],
    }),
  });
  await press(/^Find subgroups$/);
  const groups = within(screen.getByRole('table', { name: 'Subgroups' }));
  const [first, second] = groups.getAllByRole('row').slice(1);
  // 12 of 40 by R's prop.test(12, 40, correct = FALSE): 0.181 to 0.454.
  expect(first!.textContent).toContain('18\u202f% – 45\u202f% (12 of 40)');
  expect(second!.textContent).toContain('not to be trusted');
  const differs = within(screen.getByRole('table', { name: 'In what they differ' }));
  expect(differs.getByRole('rowheader', { name: 'Last eGFR' }).closest('tr')?.textContent).toBe('1Last eGFR−0.80');
  expect(screen.getByRole('button', { name: 'Add to findings' })).toBeTruthy();

  fireEvent.change(screen.getByRole('textbox', { name: 'Person' }), { target: { value: '42' } });
  await press(/^Find who is alike$/);
  expect(backend.asked.at(-1)).toMatchObject({ method: 'model.similar', input: { whom: '42' } });
  const alike = within(screen.getByRole('article', { name: 'Most like person 42' }));
  expect(alike.getAllByRole('rowheader').map(({ textContent }) => textContent)).toEqual(['7', '9']);
  expect(alike.getByText(/never leaves the study/)).toBeTruthy();
  expect(await accessibilityProblems(container)).toEqual([]);
});

it('another model of the installation can be chosen, and is asked from then on', async () => {
  const { backend } = await open('card', {
    'model.show': withEmbedding,
    'model.list': () => ({ models: ['own', model.name].map((name) => ({ ...model, name, bytes: 9 })), refused: [] }),
    'model.verify': () => ({ ok: true, problems: [], checked: 4 }),
  });
  expect(screen.getByRole('heading', { name: 'A model of your own' })).toBeTruthy();
  await press(/Model that answers$/);
  await act(async () => fireEvent.click(screen.getByRole('option', { name: /own/ })));
  expect(useModelForm.getState().model).toBe('own');
  await press(/Verify the files/);
  expect(backend.asked.at(-1)).toEqual({ method: 'model.verify', input: { model: 'own' } });
  useModelForm.setState({ model: undefined });
});

it('cells are read with four digits that count and a true minus', () => {
  expect(['-3.305482', '656.9116', '2533.8', '-0.0001', 'yes', '', '12'].map(cellWords)).toEqual([
    '−3.305',
    '656.9',
    '2,534',
    '0.000',
    'yes',
    '',
    '12',
  ]);
});

it('subgroups of a model without an embedding are not pretended', async () => {
  await open('subgroups', {
    'model.show': () => ({ ...model, bytes: 5, manifest: { graphs: { predict: { outputs: [] } } }, card: '' }),
  });
  expect(screen.getByText('This model cannot do this yet')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Find subgroups' })).toBeNull();
  expect(hasEmbedding({ graphs: { predict: { outputs: [{ name: 'row_emb' }] } } })).toBe(true);
});

it('compares two evaluations, the earlier first, and says when no difference can be told', async () => {
  const evaluation = (run: string, at: string, mean: number) => ({
    run,
    title: `Prediction ${run}`,
    at,
    model,
    dataset: 'sample',
    of: 'diabetes',
    target: 'death',
    kind: 'class' as const,
    n: 570,
    measure: estimate(mean),
    slope: 0.9,
  });
  const [later, earlier] = [
    evaluation('b', '2026-02-01T08:00:00Z', 0.72),
    evaluation('a', '2026-01-01T08:00:00Z', 0.7),
  ];
  const { backend, container } = await open('compare', {
    'model.evaluations': () => [later, earlier],
    'model.compare': () => ({
      first: earlier,
      second: later,
      measure: { difference: 0.02, low: -0.01, high: 0.05 },
      slope: { first: 0.9, second: 1.1 },
      ece: { first: 0.03, second: 0.02 },
      prevalence: { first: 0.1, second: 0.12 },
      shift: [{ feature: 'egfr', shift: -0.4, missing: { first: 0.1, second: 0.3 } }],
      onlyFirst: [],
      onlySecond: ['hba1c'],
      notices: [],
    }),
  });
  for (const name of ['Prediction b', 'Prediction a'])
    await act(async () => fireEvent.click(screen.getByRole('checkbox', { name })));
  expect(backend.asked.at(-1)).toEqual({ method: 'model.compare', input: { first: 'a', second: 'b' } });
  expect(screen.getByText(/no difference can be told/)).toBeTruthy();
  expect(screen.getByRole('rowheader', { name: 'egfr' }).closest('tr')?.textContent).toContain('−0.40');
  expect(screen.getByText('Only in the later: hba1c.')).toBeTruthy();
  expect(await accessibilityProblems(container)).toEqual([]);
});
