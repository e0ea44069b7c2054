// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import { int64, tableFromArrays, tableToIPC } from '@uwdata/flechette';
import { beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../contract/failure.ts';
import { useSession } from '../../state/session.ts';
import { useSqlRoom } from '../../state/sql-room.ts';
import { type Answers, failing, never } from '../../testing/backend-double.ts';
import { manifest } from '../../testing/manifest.ts';
import { sampleStudy, show } from '../../testing/show.tsx';
import SqlRoom from './view.tsx';

const base: Answers = { 'data.describe': () => manifest() };
const arrow = tableToIPC(tableFromArrays({ persons: [2000n] }, { types: { persons: int64() } }), {}) as Uint8Array;
const answer =
  (truncated = false, rows = 1, notes: string[] = []) =>
  () => ({
    columns: [{ name: 'persons', type: 'BIGINT' }],
    rows,
    truncated,
    table: arrow,
    notes,
    elapsedMs: 23,
  });
const run = async () => act(async () => fireEvent.click(screen.getByRole('button', { name: 'Run' })));

beforeEach(() => {
  useSession.getState().setStudy(sampleStudy());
  useSqlRoom.setState({ query: 'SELECT count(*) AS persons FROM person;' });
});

describe('the four states', () => {
  it('empty without data: says where to go', async () => {
    useSession.getState().setStudy(sampleStudy({ datasets: [] }));
    useSession.getState().goTo('sql');
    show(<SqlRoom />);
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Go to Data' })));
    expect(useSession.getState().room).toBe('data');
  });

  it('empty with data: offers queries to begin with', async () => {
    show(<SqlRoom />, base);
    expect(await screen.findByRole('button', { name: /commonest conditions/ })).toBeTruthy();
  });

  it('loading: runs, and can be cancelled', async () => {
    show(<SqlRoom />, { ...base, 'sql.run': never });
    await run();
    expect(screen.getByRole('progressbar', { name: 'The query is running' })).toBeTruthy();
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Cancel' })));
    expect(screen.getByText('The query was cancelled.')).toBeTruthy();
  });

  it('failed: the error without its excerpt', async () => {
    const message = 'Binder Error: no column "x"\n\nLINE 1: SELECT count(*)\n               ^';
    show(<SqlRoom />, { ...base, 'sql.run': failing(new Failure('sql', message)) });
    await run();
    expect(screen.getByRole('alert').textContent).toContain('Binder Error: no column "x"');
    expect(screen.getByRole('alert').textContent).not.toContain('LINE 1');
  });

  it('full: sends the statement without its semicolon, and shows the rows', async () => {
    const { backend } = show(<SqlRoom />, { ...base, 'sql.run': answer() });
    await run();
    expect(backend.asked.find(({ method }) => method === 'sql.run')?.input).toEqual({
      sql: 'SELECT count(*) AS persons FROM person',
      dataset: 'sample',
      limit: 1000,
    });
    expect(await screen.findByRole('gridcell', { name: '2000' })).toBeTruthy();
  });

  it('full, but cut: says that there are more rows', async () => {
    show(<SqlRoom />, { ...base, 'sql.run': answer(true) });
    await run();
    expect(screen.getByText(/there are more/)).toBeTruthy();
  });

  it('full or not, says what to know about the cohorts it read', async () => {
    for (const rows of [1, 0]) {
      const { unmount } = show(<SqlRoom />, { ...base, 'sql.run': answer(false, rows, ['“old” has earlier rows.']) });
      await run();
      expect(await screen.findByText('“old” has earlier rows.')).toBeTruthy();
      unmount();
    }
  });
});
