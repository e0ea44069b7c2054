import { cleanup, type RenderResult, render } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach } from 'vitest';
import type { StudySummary } from '../../contract/study.ts';
import { announcing } from '../backend/freshness.ts';
import { BackendProvider } from '../backend/use-backend.ts';
import { useImportFlow } from '../state/import-flow.ts';
import { useJobs } from '../state/jobs.ts';
import { useSession } from '../state/session.ts';
import { type Answers, type BackendDouble, backendDouble } from './backend-double.ts';

afterEach(() => {
  cleanup();
  useJobs.setState({ jobs: {}, latest: {}, results: {} });
  useImportFlow.setState({ paths: null, decisions: [] });
  useSession.setState({ study: undefined, room: 'data', dataset: null });
});

export interface Shown extends RenderResult {
  readonly backend: BackendDouble;
}

/** Renders a part of the window before a backend double. */
export function show(element: ReactElement, answers: Answers = {}): Shown {
  const backend = backendDouble(answers);
  const result = render(<BackendProvider value={announcing(backend)}>{element}</BackendProvider>);
  return { ...result, backend };
}

/** An open study with one dataset of plain tables; `plainManifest` describes it. */
export const plainStudy = (): StudySummary =>
  sampleStudy({
    datasets: [
      { name: 'clinic', format: 'table', persons: 640, regime: 'Safe Harbor', importedAt: '2026-11-20T10:00:00Z' },
    ],
  });

/** An open study, with one dataset unless told otherwise. */
export function sampleStudy(change: Partial<StudySummary> = {}): StudySummary {
  return {
    path: '/studies/sample.stillroom',
    name: 'Sample study',
    created: '2026-11-20T10:00:00Z',
    readOnly: false,
    encrypted: false,
    datasets: [
      { name: 'sample', format: 'omop', persons: 2000, regime: 'Safe Harbor', importedAt: '2026-11-20T10:00:00Z' },
    ],
    cohorts: [],
    findings: 0,
    undo: null,
    redo: null,
    recovered: [],
    ...change,
  };
}
