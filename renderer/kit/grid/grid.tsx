import {
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useReducer,
  useRef,
  useState,
} from 'react';
import { usePreferences } from '../../state/preferences.ts';
import { text } from '../../text/en.ts';
import { FailureNote } from '../failure-note.tsx';
import { formatNumber } from '../format.ts';
import { columnWidths } from './columns.ts';
import styles from './grid.module.css';
import { GridHeader } from './grid-header.tsx';
import { type CellPlace, cellAfterKey } from './grid-keys.ts';
import { GridRow } from './grid-row.tsx';
import { elementHeight, rowsAt, type ScrollSpace } from './scroll-map.ts';
import type { GridSort, GridSource } from './source.ts';
import { useColumnWindow } from './use-column-window.ts';
import { useGridScroll } from './use-grid-scroll.ts';
import { useViewport } from './use-viewport.ts';
import { createWindowCache, type WindowCache } from './window-cache.ts';

const headerHeight = 44;
const rowHeights = { comfortable: 28, compact: 24 } as const;

interface GridProps {
  readonly label: string;
  readonly source: GridSource;
  /** Right of the position, under the grid. */
  readonly foot?: ReactNode;
}

/** Rows of data without end: fetched by windows, drawn as far as they are seen, walked by keyboard. */
export function Grid(props: GridProps) {
  return <SourceGrid key={props.source.id} {...props} />;
}

function SourceGrid({ label, source, foot }: GridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const activeId = useId();
  const [sort, setSort] = useState<GridSort | null>(null);
  const [active, setActive] = useState<CellPlace>({ row: 0, column: 0 });
  const rowHeight = rowHeights[usePreferences((s) => s.density)];
  const viewport = useViewport(scroller);
  const space: ScrollSpace = { rows: source.total, rowHeight, viewport: viewport.height - headerHeight };
  const scroll = useGridScroll(scroller, space, `${source.id} ${sort?.column} ${sort?.descending}`);
  const cache = useWindows(source, sort);
  const seen = rowsAt(space, scroll.top, 0);
  const drawn = rowsAt(space, scroll.top, 6);
  useEffect(() => cache.want(drawn));

  const isSampled = cache.at(seen.first) !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured once, when the first rows of a source are here
  const widths = useMemo(() => columnWidths(source.columns, cache.at(seen.first)), [source, isSampled]);
  const width = widths.reduce((sum, one) => sum + one, 0);
  const columnWindow = useColumnWindow(scroller, widths, viewport.width);

  const sortBy = useCallback(
    (column: number) => {
      const name = source.columns[column]?.name;
      if (name) setSort((before) => nextSort(before, name));
    },
    [source],
  );
  const press = useCallback((row: number, column: number) => setActive({ row, column }), []);
  const onKeyDown = (event: KeyboardEvent) => {
    const shape = { rows: source.total, columns: source.columns.length, page: Math.floor(space.viewport / rowHeight) };
    const isSort = active.row === -1 && source.canSort && (event.key === 'Enter' || event.key === ' ');
    const next = isSort ? active : cellAfterKey(active, event, shape);
    if (!next) return;
    event.preventDefault();
    if (isSort) sortBy(active.column);
    setActive(next);
    if (next.row >= 0) scroll.showRow(next.row);
    columnWindow.show(next.column);
  };

  const isActiveDrawn = active.row === -1 || (active.row >= drawn.first && active.row < drawn.end);
  const failure = cache.failure();
  const rows = Array.from({ length: drawn.end - drawn.first }, (_, i) => drawn.first + i);
  return (
    <div className={styles.frame}>
      {/* biome-ignore lint/a11y/useSemanticElements: a <table> of a million rows cannot be drawn */}
      <div
        ref={scroller}
        role="grid"
        aria-label={label}
        aria-rowcount={source.total + 1}
        aria-colcount={source.columns.length}
        aria-activedescendant={isActiveDrawn ? activeId : undefined}
        tabIndex={0}
        className={styles.grid}
        onScroll={scroll.onScroll}
        onKeyDown={onKeyDown}
      >
        <div className={styles.paper} style={{ height: headerHeight + elementHeight(space), width }}>
          <GridHeader
            columns={source.columns}
            widths={widths}
            columnWindow={columnWindow}
            sort={sort}
            active={active.row === -1 ? active.column : null}
            activeId={activeId}
            onSort={source.canSort ? sortBy : null}
          />
          {/* biome-ignore lint/a11y/useSemanticElements: see the grid */}
          <div
            role="rowgroup"
            className={styles.rows}
            style={{ transform: `translateY(${drawn.first * rowHeight - scroll.top + scroll.scrollTop}px)` }}
          >
            {rows.map((row) => (
              <GridRow
                key={row}
                index={row}
                height={rowHeight}
                columns={source.columns}
                widths={widths}
                columnWindow={columnWindow}
                window={cache.at(row)}
                active={active.row === row ? active.column : null}
                activeId={activeId}
                onPress={press}
              />
            ))}
          </div>
        </div>
      </div>
      {failure ? (
        <div className={styles.failure}>
          <FailureNote failure={failure} onRetry={cache.retry} />
        </div>
      ) : null}
      <div className={styles.foot}>
        <span>
          {source.total === 0
            ? text.grid.empty
            : text.grid.rows(formatNumber(seen.first + 1), formatNumber(seen.end), formatNumber(source.total))}
        </span>
        {foot}
      </div>
    </div>
  );
}

/** Smallest first, largest first, file order. */
function nextSort(before: GridSort | null, column: string): GridSort | null {
  if (before?.column !== column) return { column, descending: false };
  return before.descending ? null : { column, descending: true };
}

function useWindows(source: GridSource, sort: GridSort | null): WindowCache {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const cache = useMemo(() => createWindowCache(source, sort, redraw), [source, sort]);
  useEffect(() => () => cache.stop(), [cache]);
  return cache;
}
