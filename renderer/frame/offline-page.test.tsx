// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { OfflineProof } from '../../contract/app.ts';
import { Failure } from '../../contract/failure.ts';
import { type Answers, failing, never } from '../testing/backend-double.ts';
import { show } from '../testing/show.tsx';
import { OfflinePage } from './offline-page.tsx';

const info = (host: 'desktop' | 'browser', version = '0.1.0'): Answers => ({
  'app.info': () => ({ version, host, versions: {}, threads: 2, memoryLimit: '4GB', home: '/home' }),
});
const proof: OfflineProof = {
  version: '0.1.0',
  at: '2026-11-20T10:00:00.000Z',
  system: 'linux x64, Node v22',
  isShutIn: true,
  isEveryProcessWatched: true,
  programs: 70,
  leaks: 0,
  planted: 5,
  caught: 5,
  faults: 0,
};
const page = (answers: Answers) => show(<OfflinePage isOpen onClose={() => {}} />, answers);

describe('the page about what leaves', () => {
  it('shows the last proof in numbers', async () => {
    page({ ...info('desktop'), 'app.offlineProof': () => ({ proof }) });
    expect(await screen.findByText('Nothing left, and every planted leak was caught')).toBeTruthy();
    expect(screen.getByText('5 of 5')).toBeTruthy();
    expect(screen.queryByText(/your own browser/)).toBeNull();
  });

  it.each([{ leaks: 1 }, { caught: 4 }, { faults: 1 }])('does not say that it holds with %j', async (change) => {
    page({ ...info('desktop'), 'app.offlineProof': () => ({ proof: { ...proof, ...change } }) });
    expect(await screen.findByText('The proof did not hold')).toBeTruthy();
    expect(screen.queryByText(/^Nothing left/)).toBeNull();
  });

  it('says when the proof is of another version, and what a browser does of its own', async () => {
    page({ ...info('browser', '0.2.0'), 'app.offlineProof': () => ({ proof }) });
    expect(await screen.findByText('This is version 0.2.0: the proof is of another one.')).toBeTruthy();
    expect(screen.getByText(/stands in your own browser/)).toBeTruthy();
  });

  it('says how to make one where there is none', async () => {
    page({ ...info('desktop'), 'app.offlineProof': () => ({ proof: null }) });
    expect(await screen.findByText('npm run prove:offline')).toBeTruthy();
  });

  it('waits, and says what cannot be read', async () => {
    const { unmount } = page({ ...info('desktop'), 'app.offlineProof': never });
    expect((await screen.findByRole('status')).textContent).toContain('The last proof');
    unmount();
    const unreadable = new Failure('unreadable', 'The record of the last offline proof cannot be read.');
    page({ ...info('desktop'), 'app.offlineProof': failing(unreadable) });
    expect((await screen.findByRole('alert')).textContent).toContain('cannot be read');
  });
});
