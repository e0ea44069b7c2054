// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../../contract/failure.ts';
import { useImportFlow } from '../../state/import-flow.ts';
import { useSession } from '../../state/session.ts';
import { type Answers, failing, never } from '../../testing/backend-double.ts';
import { sampleStudy, show } from '../../testing/show.tsx';
import { nameFromPath, studyPath } from './new-study.tsx';
import { Welcome } from './welcome.tsx';

const info = {
  version: '0.1.0',
  host: 'browser' as const,
  versions: {},
  threads: 2,
  memoryLimit: '4 GB',
  home: '/home/r/Stillroom',
};
const base: Answers = { 'app.info': () => info, 'study.recent': () => [] };
const recent = {
  path: '/s/a.stillroom',
  name: 'Second-line therapy',
  openedAt: '2026-11-18T10:00:00Z',
  encrypted: false,
};
const press = async (name: RegExp) => act(async () => fireEvent.click(screen.getByRole('button', { name })));

describe('the four states', () => {
  it('empty: three doors, and where recent studies will be', async () => {
    show(<Welcome />, base);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Stillroom');
    expect(within(screen.getByRole('navigation')).getAllByRole('button')).toHaveLength(3);
    expect(await screen.findByText(/will be listed here/)).toBeTruthy();
  });

  it('loading: the sample study is being made, with progress and Cancel', async () => {
    show(<Welcome />, { ...base, 'study.sample': never });
    await press(/Open the sample study/);
    expect(screen.getByRole('progressbar')).toBeTruthy();
    await press(/^Cancel$/);
    expect(screen.queryByRole('progressbar')).toBeNull();
  });

  it('failed: says why a study does not open', async () => {
    show(<Welcome />, {
      ...base,
      'study.recent': () => [recent],
      'study.open': failing(new Failure('unreadable', 'study.json cannot be read. Restore it from a backup.')),
    });
    await screen.findByText('Second-line therapy');
    await press(/Second-line therapy/);
    expect(screen.getByRole('alert').textContent).toContain('Restore it from a backup.');
  });

  it('full: a recent study opens', async () => {
    const study = sampleStudy({ name: 'Second-line therapy' });
    show(<Welcome />, { ...base, 'study.recent': () => [recent], 'study.open': () => study });
    await screen.findByText('Second-line therapy');
    await press(/Second-line therapy/);
    expect(useSession.getState().study?.name).toBe('Second-line therapy');
  });
});

it('begins a study with a folder of data, and hands the folder to the Data room', async () => {
  const { backend } = show(<Welcome />, {
    ...base,
    'files.list': () => ({
      path: '/data/gibleed',
      parent: '/data',
      entries: [{ name: 'person.csv', path: '/data/gibleed/person.csv', kind: 'file', bytes: 12 }],
    }),
    'study.create': () => sampleStudy({ datasets: [] }),
  });
  await press(/Begin with a folder of data/);
  await screen.findByText('person.csv');
  await press(/Use this folder/);
  await press(/Create the study/);
  expect(backend.asked.find(({ method }) => method === 'study.create')?.input).toEqual({
    name: 'gibleed',
    path: '/home/r/Stillroom/gibleed.stillroom',
  });
  expect(useImportFlow.getState().paths).toEqual(['/data/gibleed']);
});

it('proposes names and places', () => {
  expect(nameFromPath('/data/gibleed/')).toBe('gibleed');
  expect(nameFromPath('C:\\data\\cohort.csv.gz')).toBe('cohort');
  expect(studyPath('/home/r/Stillroom/', 'Ménière, first visit')).toBe(
    '/home/r/Stillroom/me-nie-re-first-visit.stillroom',
  );
  expect(studyPath('/home/r', '…')).toBe('/home/r/study.stillroom');
});
