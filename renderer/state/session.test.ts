// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { sampleStudy } from '../testing/show.tsx';
import { type JobRecord, useJobs } from './jobs.ts';
import { useSession } from './session.ts';

const job = (id: number, key: string): JobRecord => ({
  id,
  key,
  method: 'analysis.run',
  label: key,
  startedAt: 0,
  status: 'running',
  progress: null,
  input: {},
});

it('another study does not show what was made in the one before; the same study keeps it', () => {
  const { setStudy } = useSession.getState();
  setStudy(sampleStudy());
  const { begin, change } = useJobs.getState();
  begin(job(1, 'done'));
  change(1, { status: 'done', result: 'made here' });
  begin(job(2, 'running'));
  setStudy(sampleStudy({ findings: 1 }));
  expect(useJobs.getState().results).toEqual({ done: 'made here' });

  setStudy(sampleStudy({ path: '/studies/other.stillroom' }));
  expect(useJobs.getState()).toMatchObject({ latest: {}, results: {} });
  expect(Object.keys(useJobs.getState().jobs)).toEqual(['2']);
  change(2, { status: 'done', result: 'of the study before' });
  expect(useJobs.getState()).toMatchObject({ jobs: {}, results: {} });
});
