import { type Table, tableFromArrays } from '@uwdata/flechette';
import { describe, expect, it, vi } from 'vitest';
import { Failure } from '../../../contract/failure.ts';
import type { GridRequest, GridSource } from './source.ts';
import { createWindowCache, pageRows } from './window-cache.ts';

const empty: Table = tableFromArrays({ id: [1] });

interface Load {
  readonly request: GridRequest;
  readonly signal: AbortSignal;
  readonly answer: () => void;
  readonly fail: (failure: Failure) => void;
}

function setup(total = 10_000) {
  const loads: Load[] = [];
  const onChange = vi.fn();
  const source: GridSource = {
    id: 'test',
    columns: [],
    total,
    canSort: true,
    load: (request, signal) =>
      new Promise((resolve, reject) => {
        loads.push({ request, signal, answer: () => resolve({ from: request.offset, table: empty }), fail: reject });
      }),
  };
  return { loads, onChange, cache: createWindowCache(source, null, onChange) };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('windows of a grid', () => {
  it('asks once for the page that is seen, the last one no longer than the table', () => {
    const { loads, cache } = setup(700);
    cache.want({ first: 480, end: 520 });
    cache.want({ first: 481, end: 521 });
    expect(loads.map(({ request }) => [request.offset, request.limit])).toEqual([
      [0, pageRows],
      [500, 200],
    ]);
  });

  it('gives a row’s window once it is here, and says so', async () => {
    const { loads, onChange, cache } = setup();
    cache.want({ first: 0, end: 20 });
    expect(cache.at(3)).toBeUndefined();
    loads[0]?.answer();
    await settled();
    expect(cache.at(3)?.from).toBe(0);
    expect(onChange).toHaveBeenCalledTimes(1);
  });

  it('gives up pages that were flung past, and fetches where the scrolling rests', async () => {
    vi.useFakeTimers();
    const { loads, cache } = setup();
    cache.want({ first: 0, end: 20 });
    for (const first of [1000, 2000, 3000, 8000]) cache.want({ first, end: first + 20 });
    vi.runAllTimers();
    vi.useRealTimers();
    expect(loads.map(({ request }) => request.offset)).toEqual([0, 8000]);
    expect(loads[0]?.signal.aborted).toBe(true);
  });

  it('asks for no third page before the engine has let go of one that was given up', async () => {
    vi.useFakeTimers();
    const { loads, cache } = setup();
    for (const first of [0, 2000, 4000, 6000]) {
      cache.want({ first, end: first + 20 });
      vi.runAllTimers();
    }
    vi.useRealTimers();
    expect(loads.map(({ request }) => request.offset)).toEqual([0, 2000]);
    loads[0]?.fail(new Failure('cancelled', 'Cancelled.'));
    await settled();
    expect(loads.map(({ request }) => request.offset)).toEqual([0, 2000, 6000]);
    expect(cache.failure()).toBeNull();
  });

  it('keeps a failure until it is tried again', async () => {
    const { loads, cache } = setup();
    cache.want({ first: 0, end: 20 });
    loads[0]?.fail(new Failure('engine_lost', 'The engine stopped.'));
    await settled();
    expect(cache.failure()?.code).toBe('engine_lost');
    cache.want({ first: 0, end: 20 });
    expect(loads).toHaveLength(1);
    cache.retry();
    expect(loads).toHaveLength(2);
    loads[1]?.answer();
    await settled();
    expect(cache.failure()).toBeNull();
  });
});
