// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../contract/failure.ts';
import type { ModelRun, Outlook } from '../../../contract/model.ts';
import type { ClassEvaluation } from '../../../contract/model-results.ts';
import { useModelForm } from '../../state/model-form.ts';
import { useSession } from '../../state/session.ts';
import { accessibilityProblems } from '../../testing/accessibility.ts';
import { type Answers, failing, never } from '../../testing/backend-double.ts';
import { cohortEntry } from '../../testing/cohorts.ts';
import { sampleStudy, show } from '../../testing/show.tsx';
import ModelRoom from './view.tsx';

const press = async (name: RegExp) => act(async () => fireEvent.click(screen.getByRole('button', { name })));
const settle = () => act(async () => {});
const estimate = (mean: number) => ({ mean, sd: 0.01, low: mean - 0.02, high: mean + 0.02 });

const evaluation: ClassEvaluation = {
  kind: 'class',
  model: { name: 'stillroom-pfn-1', version: '0.1.0', hash: 'ab'.repeat(32) },
  target: 'death',
  n: 570,
  persons: 570,
  features: ['age', 'egfr'],
  dropped: [],
  folds: 5,
  repeats: 1,
  seed: 1,
  notices: [{ kind: 'columns-dropped', message: 'Two columns were constant and left out.' }],
  elapsedMs: 5000,
  classes: [
    { name: '0', n: 513 },
    { name: '1', n: 57 },
  ],
  event: '1',
  nEvents: 57,
  prevalence: 0.1,
  metrics: { auc: estimate(0.715), logLoss: estimate(0.3), brier: { mean: 0.09, sd: null, low: null, high: null } },
  baseline: { logLoss: 0.325, brier: 0.09 },
  perFold: [
    {
      repeat: 0,
      fold: 0,
      nTrain: 456,
      nTest: 114,
      nEvents: 11,
      auc: null,
      logLoss: 0.3,
      brier: 0.09,
      temperature: 0.9,
    },
  ],
  calibration: {
    bins: [
      { low: 0, high: 0.5, count: 500, predicted: 0.08, observed: 0.09 },
      { low: 0.5, high: 1, count: 0, predicted: null, observed: null },
    ],
    slope: 1.4,
    intercept: 0,
    ece: 0.03,
  },
  roc: [
    {
      class: '1',
      points: [
        { fpr: 0, tpr: 0 },
        { fpr: 0.2, tpr: 0.6 },
        { fpr: 1, tpr: 1 },
      ],
    },
  ],
  drivers: {
    measure: 'auc',
    features: [
      { feature: 'egfr', loss: estimate(0.01) },
      { feature: 'age', loss: estimate(0.12) },
    ],
  },
};

const run: ModelRun = {
  run: 'r1',
  title: 'Prediction of “death”',
  sentence: 'Held-out AUC 0.715.',
  evaluation,
  preparation: {
    rows: 570,
    columns: [
      { name: 'age', label: 'Age', missing: 0 },
      { name: 'egfr', label: 'Last eGFR', missing: 57 },
    ],
    notices: [],
  },
  sql: ['SELECT 1'],
};

const nothingToDoubt: Outlook = {
  preparation: { rows: 570, columns: [], notices: [] },
  persons: 570,
  target: {
    name: 'death',
    known: 570,
    classes: [
      { name: '0', rows: 513 },
      { name: '1', rows: 57 },
    ],
  },
  columns: [],
};

const open = async (more: Answers = {}) => {
  const shown = show(<ModelRoom />, {
    'cohort.list': () => [cohortEntry('diabetes'), cohortEntry('death'), cohortEntry('gout', 'none')],
    'features.default': () => ({
      version: 1 as const,
      windows: [{ name: 'year', fromDay: -365, toDay: -1 }],
      demographics: ['age' as const],
      presence: [
        {
          domain: 'condition' as const,
          concepts: 'top:15' as const,
          descendants: true,
          window: 'year',
          as: 'present' as const,
        },
      ],
      measurements: [],
      utilisation: [{ kind: 'inpatient' as const, window: 'year' }],
      timeSince: [],
    }),
    'model.prepare': () => nothingToDoubt,
    'model.evaluate': () => run,
    ...more,
  });
  await settle();
  return shown;
};

beforeEach(() => {
  useModelForm.setState({
    kind: 'cohort',
    cohort: null,
    outcome: null,
    path: '',
    target: null,
    fromDay: 1,
    toDay: 365,
    tab: 'evaluate',
    leftOut: {},
  });
  useSession.getState().setStudy(sampleStudy());
});

describe('the four states', () => {
  it('empty: needs a cohort and an outcome', async () => {
    await open({ 'cohort.list': () => [cohortEntry('diabetes')] });
    expect(screen.getByText('Two generated cohorts are needed')).toBeTruthy();
    expect(screen.getByText('Exploratory.')).toBeTruthy();
  });

  it('loading', async () => {
    await open({ 'cohort.list': never });
    expect(screen.getByRole('status').textContent).toContain('Reading the cohorts');
  });

  it('failed', async () => {
    await open({ 'cohort.list': failing(new Failure('unreadable', 'A file is damaged.')) });
    expect(screen.getByRole('alert').textContent).toContain('A file is damaged.');
  });

  it('full: says under its banner what it will read', async () => {
    const { container } = await open();
    expect(screen.getByText(/nothing here was fitted to your patients/)).toBeTruthy();
    expect(
      screen.getByText('Conditions: the 15 most frequent, recorded or not, 365 days before to 1 day before.'),
    ).toBeTruthy();
    expect(screen.getByText('Use of care: hospital stays, 365 days before to 1 day before.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Evaluate' }).getAttribute('aria-disabled')).toBe('true');
    expect(await accessibilityProblems(container)).toEqual([]);
  });
});

describe('an evaluation', () => {
  const evaluate = async (more: Answers = {}) => {
    useModelForm.setState({ cohort: 'diabetes', outcome: 'death', toDay: 1095 });
    const shown = await open(more);
    await press(/^Evaluate$/);
    return shown;
  };

  it('asks with the window and the drivers', async () => {
    const { backend } = await evaluate();
    expect(backend.asked.find(({ method }) => method === 'model.evaluate')?.input).toMatchObject({
      source: {
        kind: 'cohort',
        dataset: 'sample',
        cohort: 'diabetes',
        outcome: { cohort: 'death', fromDay: 1, toDay: 1095 },
      },
      explain: true,
    });
  });

  it('answers with the sentence, measures beside their baseline, and what it leans on, largest first', async () => {
    const { container } = await evaluate();
    expect(screen.getByText('Held-out AUC 0.715.')).toBeTruthy();
    const drivers = within(screen.getByRole('table', { name: 'What it leans on' }));
    expect(drivers.getAllByRole('rowheader').map(({ textContent }) => textContent)).toEqual(['Age', 'Last eGFR']);
    expect(drivers.getByText('10\u202f%', { normalizer: (text) => text })).toBeTruthy();
    const brier = screen.getByRole('rowheader', { name: 'Brier score' }).closest('tr') as HTMLElement;
    expect(within(brier).getAllByRole('img', { name: /Cannot be computed/ })).toHaveLength(2);
    const roc = screen.getByRole('table', { name: 'Ranking' });
    expect(within(roc).getByRole('rowheader', { name: '0.20' }).closest('tr')?.textContent).toContain('0.600');
    expect(screen.getByText('Two columns were constant and left out.')).toBeTruthy();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('can be cancelled, and says why it failed', async () => {
    await evaluate({ 'model.evaluate': never });
    await press(/^Cancel$/);
    expect(screen.getByText('The evaluation was cancelled.')).toBeTruthy();
  });

  it('says why it did not run', async () => {
    await evaluate({ 'model.evaluate': failing(new Failure('model', 'Fewer than two events in a fold.')) });
    expect(screen.getByRole('alert').textContent).toContain('Fewer than two events in a fold.');
  });
});

describe('what will be read', () => {
  const looked: Outlook = {
    preparation: { rows: 570, columns: [], notices: [] },
    persons: 570,
    target: {
      name: 'death',
      known: 570,
      classes: [
        { name: 'Without it', rows: 562 },
        { name: 'death', rows: 8 },
      ],
    },
    columns: [
      { name: 'age', label: 'Age', kind: 'number', missing: 0, doubts: [] },
      {
        name: 'cert',
        label: 'Death certificate',
        kind: 'number',
        missing: 513,
        doubts: ['gaps-tell', 'mostly-missing'],
      },
      { name: 'site', label: 'Site', kind: 'number', missing: 0, doubts: ['constant'] },
    ],
  };
  const look = async (more: Answers = {}) => {
    useModelForm.setState({ cohort: 'diabetes', outcome: 'death' });
    const shown = await open({ 'model.prepare': () => looked, ...more });
    await screen.findByText(/columns? to read|could not be seen/);
    return shown;
  };

  it('is counted and doubted without being asked for, and left out by one press', async () => {
    const { backend, container } = await look();
    expect(backend.asked.filter(({ method }) => method === 'model.prepare')).toHaveLength(1);
    expect(screen.getByRole('alert').textContent).toContain('Only 8\u00a0rows of the rarer outcome');
    const table = within(screen.getByRole('table', { name: 'What will be read' }));
    expect(table.getAllByRole('rowheader').map(({ textContent }) => textContent)).toEqual([
      'Death certificate',
      'Site',
    ]);
    expect(table.getByText(/recorded after it, perhaps/)).toBeTruthy();
    expect(await accessibilityProblems(container)).toEqual([]);
    await press(/^Leave out Site$/);
    expect(screen.getByText(/2\u00a0columns to read, 1 left out/, { normalizer: (text) => text })).toBeTruthy();
    await press(/^Evaluate$/);
    expect(backend.asked.find(({ method }) => method === 'model.evaluate')?.input).toMatchObject({
      source: { exclude: ['site'] },
    });
  });

  it('takes back, and leaves out all that is grave at once', async () => {
    await look();
    await press(/^Leave out the 2 that leak/);
    await press(/^Take back Site$/);
    expect(Object.values(useModelForm.getState().leftOut)).toEqual([['cert']]);
  });

  it('says why it could not be seen', async () => {
    await look({ 'model.prepare': failing(new Failure('invalid_input', 'Features would see the outcome.')) });
    expect(screen.getByRole('alert').textContent).toContain('Features would see the outcome.');
    expect(screen.getByRole('button', { name: 'Look again' })).toBeTruthy();
  });
});

it('has the model card, and verifies its files', async () => {
  await open({
    'model.show': () => ({
      name: 'stillroom-pfn-1',
      version: '0.1.0',
      hash: 'ab'.repeat(32),
      bytes: 5_000_000,
      manifest: {},
      card: '# Card\n\nNot for <b>decisions</b>.',
    }),
    'model.list': () => ({ models: [], refused: [{ name: 'foreign', reason: 'It has operators of its own.' }] }),
    'model.verify': () => ({ ok: false, problems: ['fit.onnx differs from the manifest'], checked: 0 }),
  });
  await act(async () => fireEvent.click(screen.getByRole('tab', { name: 'Model card' })));
  expect(screen.getByText('Not for <b>decisions</b>.')).toBeTruthy();
  await press(/Verify the files/);
  expect(screen.getByRole('alert').textContent).toContain('fit.onnx differs from the manifest');
});
