import { useState } from 'react';
import { classNames, Select, TextField } from '../../kit/index.ts';
import { lacksReason, undecided } from '../../state/gate-decisions.ts';
import {
  advisedFor,
  commonWays,
  decideAlike,
  type SuspectGroup,
  stateOfGroup,
  wayKey,
  waysOf,
} from '../../state/gate-groups.ts';
import { useImportFlow } from '../../state/import-flow.ts';
import { importText } from '../../text/data.ts';
import { gateText } from '../../text/gate.ts';
import { GateColumn, wordsOf } from './gate-column.tsx';
import styles from './gate-group.module.css';
import { GateMark } from './gate-mark.tsx';

const t = gateText.group;

/** Groups of more columns than this come folded. */
const unfolded = 3;

/** Columns with the same identifier: why it matters, one decision for all of them, and each by itself. */
export function GateGroup({ group }: { readonly group: SuspectGroup }) {
  const { category, suspects } = group;
  const [isOpen, setOpen] = useState(suspects.length <= unfolded);
  const columns = suspects.map((suspect) => (
    <GateColumn key={`${suspect.table}.${suspect.column}`} suspect={suspect} category={category} />
  ));
  return (
    <li className={styles.group}>
      <GroupHead group={group} />
      {suspects.length === 1 ? (
        columns
      ) : (
        <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary className={styles.each}>
            {t.each}
            {isOpen ? null : (
              <span className={styles.names}>
                {suspects.map(({ table, column }) => `${table}.${column}`).join(', ')}
              </span>
            )}
          </summary>
          {isOpen ? columns : null}
        </details>
      )}
    </li>
  );
}

function GroupHead({ group }: { readonly group: SuspectGroup }) {
  const decisions = useImportFlow((s) => s.decisions);
  const { category, suspects, mustDecide } = group;
  const isDone = undecided(suspects, decisions) === 0 && (mustDecide || stateOfGroup(group, decisions) !== 'open');
  return (
    <div className={styles.head}>
      <div>
        <h3 className={styles.title}>
          {suspects.length === 1 ? null : <GateMark isDone={isDone} mustDecide={mustDecide} />}
          <span>
            {gateText.categories[category]} ({category}){' '}
            <span className={styles.count}>{suspects.length === 1 ? null : t.columns(suspects.length)}</span>
          </span>
        </h3>
        <p className={classNames(styles.why, suspects.length > 1 && styles.indented)}>{gateText.why[category]}</p>
      </div>
      {suspects.length > 1 ? <ForAll group={group} /> : null}
    </div>
  );
}

/** One decision for a whole group. */
function ForAll({ group }: { readonly group: SuspectGroup }) {
  const decisions = useImportFlow((s) => s.decisions);
  const decideAll = useImportFlow((s) => s.decideAll);
  const undecideAll = useImportFlow((s) => s.undecideAll);
  const state = stateOfGroup(group, decisions);
  const ways = commonWays(group);
  const kept = decisions.filter(({ table, column }) =>
    group.suspects.some((suspect) => suspect.table === table && suspect.column === column),
  );
  const choose = (value: string) => {
    if (value === 'open') return undecideAll(group.suspects);
    if (value === 'advised') return decideAll(advisedFor(group.suspects));
    const way = ways.find((one) => wayKey(one) === value);
    if (way) decideAll(decideAlike(group, way, kept[0]?.reason ?? ''));
  };
  return (
    <div className={styles.all}>
      <Select
        label={t.label(group.suspects.length)}
        value={state}
        onChange={choose}
        options={optionsOf(group, state)}
      />
      {state === 'attest' ? (
        <TextField
          label={t.reason}
          value={kept[0]?.reason ?? ''}
          problem={kept.some(lacksReason) ? importText.columns.reasonMissing : null}
          onChange={(reason) => decideAll(decideAlike(group, { action: 'attest' }, reason))}
        />
      ) : null}
    </div>
  );
}

function optionsOf(group: SuspectGroup, state: string) {
  const ways = commonWays(group);
  const advised = new Set(group.suspects.map((suspect) => wayKey(waysOf(suspect)[0] ?? { action: 'drop' })));
  const common = ways.map((way) => {
    const { label, note } = wordsOf(way);
    const isAdvised = advised.size === 1 && advised.has(wayKey(way));
    return { value: wayKey(way), label: isAdvised ? gateText.advised(label) : label, note };
  });
  return [
    { value: 'open', ...(group.mustDecide ? t.open : t.stay) },
    ...(advised.size > 1 ? [{ value: 'advised', ...t.advised }] : []),
    ...common,
    ...(state === 'mixed' || (state !== 'open' && !common.some(({ value }) => value === state) && state !== 'advised')
      ? [{ value: state, ...t.mixed }]
      : []),
  ];
}
