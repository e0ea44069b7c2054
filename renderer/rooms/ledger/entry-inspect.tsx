import type { LedgerEntry } from '../../../contract/study.ts';
import { useCall } from '../../backend/use-call.ts';
import { Inspect, InspectPart } from '../../frame/inspector.tsx';
import { Facts, formatMoment, formatNumber } from '../../kit/index.ts';
import { ledgerText as t } from '../../text/ledger.ts';
import styles from './entry-inspect.module.css';
import { EntryProof } from './entry-proof.tsx';
import { HowMade } from './how-made.tsx';
import { inGroups } from './ledger-days.ts';
import { recorded } from './recorded.ts';
import { RunAgain } from './run-again.tsx';

const w = t.entry;

const textIn = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** What of an entry can be asked how it was made: a finding, or a result. One that was removed has no run in its entry. */
function madeOf({ act, detail }: LedgerEntry): { readonly run: string } | { readonly finding: string } | null {
  const [run, finding] = [textIn(detail.run) ?? textIn(detail.again), textIn(detail.finding)];
  if (act === 'finding' && run && finding) return { finding };
  return run ? { run } : null;
}

/** One act in the inspector: what it recorded, how its number was made, and its place in the chain. */
export function EntryInspect({ entry }: { readonly entry: LedgerEntry }) {
  const { sql, ...detail } = entry.detail;
  const of = madeOf(entry);
  const asked = useCall('ledger.trace', of);
  const steps = asked.kind === 'full' ? asked.content.steps : [];
  const run = textIn(entry.detail.run) ?? textIn(entry.detail.again);
  return (
    <Inspect
      kind={`${w.number} ${formatNumber(entry.seq)}`}
      title={entry.summary}
      sql={textIn(sql) ?? steps.flatMap((step) => (step.kind === 'run' ? step.provenance.sql : []))}
      definition={<Facts items={[[w.act, t.acts[entry.act]], [w.at, formatMoment(entry.at)], ...recorded(detail)]} />}
      made={
        of ? (
          <div className={styles.parts}>
            <HowMade asked={asked} />
            {run ? <RunAgain run={run} title={entry.summary} /> : null}
          </div>
        ) : null
      }
    >
      <InspectPart heading={w.place}>
        <div className={styles.parts}>
          <Facts
            items={[
              [w.hash, <Hash key="hash" value={entry.hash} />],
              [w.previous, <Hash key="previous" value={entry.previous} />],
            ]}
          />
          <div>
            <EntryProof seq={entry.seq} />
          </div>
        </div>
      </InspectPart>
    </Inspect>
  );
}

const Hash = ({ value }: { readonly value: string }) => <code className={styles.hash}>{inGroups(value)}</code>;
