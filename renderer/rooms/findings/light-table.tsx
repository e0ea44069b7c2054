import { useMemo, useState } from 'react';
import type { Finding } from '../../../contract/findings.ts';
import { FailureNote } from '../../kit/index.ts';
import { findingsText as t } from '../../text/findings.ts';
import { Contents } from './contents.tsx';
import { FindingInspect } from './finding-inspect.tsx';
import { FindingRow } from './finding-row.tsx';
import styles from './light-table.module.css';
import { numberFindings } from './number-findings.ts';
import { nudged } from './reordered.ts';
import { useFindingOrder } from './use-finding-order.ts';
import type { TogetherCheck } from './use-together.ts';

interface LightTableProps {
  readonly findings: readonly Finding[];
  readonly gone: ReadonlySet<string>;
  readonly isReadOnly: boolean;
  readonly together: TogetherCheck;
}

/** Findings as they will be printed, in their order, with the list of them beside. */
export function LightTable({ findings, gone, isReadOnly, together }: LightTableProps) {
  const { ordered, order, failure } = useFindingOrder(findings);
  const [inspected, inspect] = useState<string | null>(null);
  const [said, say] = useState('');
  const printed = useMemo(
    () => ordered.map((finding) => ({ ...finding, checked: together.of(finding.id) ?? finding.checked })),
    [ordered, together],
  );
  const numbers = useMemo(() => numberFindings(printed), [printed]);
  const ids = ordered.map(({ id }) => id);
  const staying = new Set(
    ordered.filter(({ id, checked }) => gone.has(id) || checked.summary.refused).map(({ id }) => id),
  );
  const shown = ordered.find(({ id }) => id === inspected) ?? ordered[0];
  const move = async ({ id, title }: Finding, by: -1 | 1) => {
    const next = nudged(ids, id, by);
    const held = document.activeElement;
    if (await order(next)) say(t.order.moved(title, next.indexOf(id) + 1, next.length));
    // A card that is moved within the page loses the focus.
    if (held instanceof HTMLElement) held.focus();
  };
  return (
    <div className={styles.place}>
      <div className={styles.table}>
        {ordered.length > 1 ? (
          <Contents
            findings={ordered}
            staying={staying}
            gone={gone}
            isReadOnly={isReadOnly}
            onOrder={(next) => void order(next)}
          />
        ) : null}
        <div className={styles.cards}>
          {failure ? <FailureNote failure={failure} title={t.order.failed} /> : null}
          {together.failure ? (
            <FailureNote failure={together.failure} title={t.together.failed} onRetry={together.again} />
          ) : null}
          <p className={styles.hint}>{t.cell.hint}</p>
          <p role="status" className={styles.said}>
            {said}
          </p>
          {printed.map((finding, at) => (
            <FindingRow
              key={finding.id}
              finding={finding}
              together={together}
              isStaying={staying.has(finding.id)}
              numbers={numbers[at] ?? { table: 1, figure: 1 }}
              isReadOnly={isReadOnly}
              isGone={gone.has(finding.id)}
              onUp={at === 0 ? null : () => void move(finding, -1)}
              onDown={at === ordered.length - 1 ? null : () => void move(finding, 1)}
              onInspect={() => inspect(finding.id)}
              isInspected={finding.id === inspected}
            />
          ))}
        </div>
      </div>
      {shown ? <FindingInspect finding={shown} /> : null}
    </div>
  );
}
