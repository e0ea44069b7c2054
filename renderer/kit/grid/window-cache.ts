import { Failure } from '../../../contract/failure.ts';
import type { RowRange } from './scroll-map.ts';
import type { GridSort, GridSource, GridWindow } from './source.ts';

export const pageRows = 500;
const keptPages = 48;
const settleMs = 60;
/** Loads on the way at once, given-up ones included until the engine has let go of them. */
const atOnce = 2;

export interface WindowCache {
  /** The window that holds a row, if it is here. */
  readonly at: (row: number) => GridWindow | undefined;
  /** Says which rows are seen: fetches what is missing, gives up what is no longer wanted. */
  readonly want: (rows: RowRange) => void;
  readonly failure: () => Failure | null;
  readonly retry: () => void;
  readonly stop: () => void;
}

/** Pages of a source, the least recently seen dropped first. `onChange` is called when a page came or failed. */
export function createWindowCache(source: GridSource, sort: GridSort | null, onChange: () => void): WindowCache {
  const pages = new Map<number, GridWindow>();
  const coming = new Map<number, AbortController>();
  let wanted: RowRange = { first: 0, end: 0 };
  let failure: Failure | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let underWay = 0;
  let isStopped = false;

  const wantedPages = (): number[] => {
    const first = Math.floor(wanted.first / pageRows);
    const last = Math.floor(Math.max(wanted.first, wanted.end - 1) / pageRows);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  };

  const keep = (page: number, window: GridWindow) => {
    pages.delete(page);
    pages.set(page, window);
    for (const oldest of pages.keys()) {
      if (pages.size <= keptPages) break;
      pages.delete(oldest);
    }
  };

  const fetch = async (page: number) => {
    const aborter = new AbortController();
    coming.set(page, aborter);
    underWay += 1;
    try {
      const offset = page * pageRows;
      const limit = Math.min(pageRows, source.total - offset);
      keep(page, await source.load({ offset, limit, sort }, aborter.signal));
      failure = null;
    } catch (error) {
      if (aborter.signal.aborted) return;
      failure = Failure.from(error);
    } finally {
      underWay -= 1;
      if (coming.get(page) === aborter) coming.delete(page);
      if (!isStopped && !failure) fetchMissing();
    }
    onChange();
  };

  const fetchMissing = () => {
    timer = null;
    const needed = wantedPages();
    for (const [page, aborter] of coming) {
      if (needed.includes(page)) continue;
      aborter.abort();
      coming.delete(page);
    }
    for (const page of needed) {
      if (underWay >= atOnce) return;
      if (!pages.has(page) && !coming.has(page) && page * pageRows < source.total) void fetch(page);
    }
  };

  return {
    at: (row) => pages.get(Math.floor(row / pageRows)),
    want(rows) {
      wanted = rows;
      isStopped = false;
      if (failure || wantedPages().every((page) => pages.has(page) || coming.has(page))) return;
      // While the reader flings through the table, only where the scrolling comes to rest is fetched.
      if (coming.size === 0 && timer === null) fetchMissing();
      else timer ??= setTimeout(fetchMissing, settleMs);
    },
    failure: () => failure,
    retry() {
      failure = null;
      fetchMissing();
    },
    stop() {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      timer = null;
      for (const aborter of coming.values()) aborter.abort();
      coming.clear();
    },
  };
}
