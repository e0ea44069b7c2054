// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import type { AnalysisSummary } from '../../contract/analysis.ts';
import { useAnalysisForm } from '../state/analysis-form.ts';
import { useSession } from '../state/session.ts';
import type { Answers } from '../testing/backend-double.ts';
import { plainManifest } from '../testing/manifest.ts';
import { plainStudy, show } from '../testing/show.tsx';
import AnalysesRoom from './analyses/view.tsx';
import CohortsRoom from './cohorts/view.tsx';
import DataRoom from './data/view.tsx';
import ModelRoom from './model/view.tsx';
import SqlRoom from './sql/view.tsx';

const own = '/studies/sample.stillroom/data/clinic/dataset.duckdb#visits';
const analysis = (name: string, sources: AnalysisSummary['sources']): AnalysisSummary => ({
  name,
  title: name,
  summary: '',
  sources,
  cohorts: { min: 1, max: 1 },
  fields: { cohort: [], table: [] },
  method: '',
});
const answers: Answers = {
  'data.describe': plainManifest,
  'cohort.list': () => [],
  'cohort.templates': () => [],
  'analysis.list': () => [analysis('Forecast', ['cohort']), analysis('Counts', ['cohort', 'table'])],
  'table.columns': () => ({ rows: 640, columns: plainManifest().tables[1]?.columns.slice() ?? [] }),
};
const open = async (room: React.ReactElement) => {
  const shown = show(room, answers);
  await act(async () => {});
  return shown;
};
const press = async (role: 'button' | 'radio', name: RegExp) =>
  act(async () => fireEvent.click(screen.getByRole(role, { name })));

beforeEach(() => {
  useAnalysisForm.setState({ analysis: null });
  useSession.getState().setStudy(null);
  useSession.getState().setStudy(plainStudy());
});

it('an analysis reads the table that was loaded, without its being named', async () => {
  const { backend } = await open(<AnalysesRoom />);
  expect(screen.getByRole('radio', { name: /Counts/ })).toHaveProperty('checked', true);
  expect(screen.getByRole('button', { name: /Table/ }).textContent).toContain('visits');
  await press('button', /Run “Counts”/);
  expect(backend.asked.find(({ method }) => method === 'analysis.run')?.input).toMatchObject({
    source: { kind: 'table', path: own },
  });
});

it('an analysis of cohorts says that it needs OMOP data, and the others can still be chosen', async () => {
  await open(<AnalysesRoom />);
  await press('radio', /Forecast/);
  expect(screen.getByText('“Forecast” needs OMOP data')).toBeTruthy();
  expect(screen.getByText(/Counts read a plain table/)).toBeTruthy();
  await press('radio', /Counts/);
  await press('radio', /Cohorts of this study/);
  await press('button', /Read a plain table/);
  expect(screen.getByRole('button', { name: /Run “Counts”/ })).toBeTruthy();
});

it('the model reads it too', async () => {
  const { backend } = await open(<ModelRoom />);
  expect(screen.getByRole('radio', { name: 'A plain table' })).toHaveProperty('checked', true);
  expect(backend.asked.find(({ method }) => method === 'table.columns')?.input).toEqual({ path: own });
});

it('Cohorts leads to where plain tables are read', async () => {
  await open(<CohortsRoom />);
  await press('button', /Go to Analyses/);
  expect(useSession.getState().room).toBe('analyses');
});

it('SQL begins with queries of the tables there are', async () => {
  await open(<SqlRoom />);
  expect(screen.getByRole('button', { name: 'Mean age by sex' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: /commonest conditions/ })).toBeNull();
});

it('Data lists the table among the tables, and no table of OMOP as missing', async () => {
  await open(<DataRoom />);
  expect(screen.getByRole('table').textContent).toContain('visits');
  expect(screen.getByRole('list', { name: /Dictionaries/ }).textContent).toContain('data_dictionary');
  expect(screen.queryByText(/did not bring these tables/)).toBeNull();
});
