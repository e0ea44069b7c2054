// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/react';
import { int64, tableFromArrays, utf8 } from '@uwdata/flechette';
import { expect, it } from 'vitest';
import { Failure } from '../../../contract/failure.ts';
import { show } from '../../testing/show.tsx';
import { Grid } from './grid.tsx';
import type { GridRequest, GridSource } from './source.ts';

function source(total: number, requests: GridRequest[] = []): GridSource {
  return {
    id: `test ${total}`,
    columns: [
      { name: 'person_id', type: 'BIGINT' },
      { name: 'note', type: 'VARCHAR' },
    ],
    total,
    canSort: true,
    load: async (request) => {
      requests.push(request);
      const rows = Array.from({ length: request.limit }, (_, i) => request.offset + i);
      const table = tableFromArrays(
        { person_id: rows.map(BigInt), note: rows.map((n) => (n % 2 ? null : `note ${n}`)) },
        { types: { person_id: int64(), note: utf8() } },
      );
      return { from: request.offset, table };
    },
  };
}

it('is an ARIA grid that says how large it is and draws only what is seen', async () => {
  show(<Grid label="Rows" source={source(3_000_000)} />);
  expect(await screen.findByText('note 0')).toBeTruthy();
  const grid = screen.getByRole('grid', { name: 'Rows' });
  expect(grid.getAttribute('aria-rowcount')).toBe('3000001');
  expect(grid.getAttribute('aria-colcount')).toBe('2');
  expect(screen.getAllByRole('row').length).toBeLessThan(60);
  expect(screen.getAllByLabelText('empty').length).toBeGreaterThan(0);
});

it('walks to the last of three million rows by keyboard', async () => {
  const requests: GridRequest[] = [];
  show(<Grid label="Rows" source={source(3_000_000, requests)} />);
  const grid = screen.getByRole('grid');
  fireEvent.keyDown(grid, { key: 'End', ctrlKey: true });
  expect(await screen.findByText('2999999')).toBeTruthy();
  const active = document.getElementById(grid.getAttribute('aria-activedescendant') ?? '');
  expect(active?.getAttribute('aria-colindex')).toBe('2');
  expect(active?.closest('[role=row]')?.getAttribute('aria-rowindex')).toBe('3000001');
});

it('sorts by a header: smallest first, largest first, file order', async () => {
  const requests: GridRequest[] = [];
  show(<Grid label="Rows" source={source(10, requests)} />);
  await screen.findByText('note 0');
  const header = screen.getByRole('columnheader', { name: /person_id/ });
  const orders: (string | null)[] = [];
  for (let press = 0; press < 3; press += 1) {
    fireEvent.click(header);
    await screen.findByText('note 0');
    orders.push(header.getAttribute('aria-sort'));
  }
  expect(orders).toEqual(['ascending', 'descending', 'none']);
  expect(requests.map(({ sort }) => sort)).toEqual([
    null,
    { column: 'person_id', descending: false },
    { column: 'person_id', descending: true },
    null,
  ]);
});

it('says why rows did not come, and tries again', async () => {
  let isUp = false;
  const good = source(10);
  const flaky: GridSource = {
    ...good,
    load: (request, signal) =>
      isUp ? good.load(request, signal) : Promise.reject(new Failure('engine_lost', 'The engine stopped.')),
  };
  show(<Grid label="Rows" source={flaky} />);
  expect((await screen.findByRole('alert')).textContent).toContain('The engine stopped.');
  isUp = true;
  fireEvent.click(screen.getByRole('button', { name: 'Run again' }));
  expect(await screen.findByText('note 0')).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
});
