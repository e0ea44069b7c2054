import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { OfflineProof } from '../../contract/app.ts';
import { useCall } from '../backend/use-call.ts';
import { Code } from '../kit/code.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { FailureNote } from '../kit/failure-note.tsx';
import { formatMoment, formatNumber } from '../kit/format.ts';
import { Loading } from '../kit/loading.tsx';
import { Facts, Section } from '../kit/section.tsx';
import { offlineText as t } from '../text/offline.ts';
import styles from './offline-page.module.css';

/** The claim that nothing leaves, how it was last tested here, and what no test of it can show. */
export function OfflinePage({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const info = useCall('app.info', {});
  const known = info.kind === 'loading' ? undefined : info.content;
  return (
    <Dialog title={t.title} isOpen={isOpen} onClose={onClose} size="large">
      <div className={styles.page}>
        <p className={styles.claim}>{t.claim}</p>
        <Section title={t.proof.heading}>
          <LastProof version={known?.version} />
        </Section>
        <Section title={t.proved.heading}>
          <List items={t.proved.items} />
        </Section>
        <Section title={t.notProved.heading}>
          <List items={known?.host === 'browser' ? [t.notProved.browser, ...t.notProved.items] : t.notProved.items} />
        </Section>
      </div>
    </Dialog>
  );
}

function LastProof({ version }: { readonly version: string | undefined }) {
  const last = useCall('app.offlineProof', {});
  if (last.kind === 'loading') return <Loading what={t.proof.heading} />;
  if (last.kind === 'failed') return <FailureNote failure={last.failure} onRetry={last.refetch} />;
  const { proof } = last.content;
  if (!proof)
    return (
      <>
        <p>{t.proof.none}</p>
        <Code text={t.proof.command} language="plain" />
      </>
    );
  const isOther = version !== undefined && version !== proof.version;
  return (
    <>
      <Outcome proof={proof} />
      <Facts items={factsOf(proof)} />
      <p className={styles.note}>{isOther ? t.proof.otherVersion(version) : t.proof.again}</p>
    </>
  );
}

function Outcome({ proof }: { readonly proof: OfflineProof }) {
  const holds = proof.leaks === 0 && proof.faults === 0 && proof.caught === proof.planted;
  const Icon = holds ? CircleCheck : TriangleAlert;
  return (
    <p className={holds ? styles.holds : styles.fails}>
      <Icon aria-hidden size={16} strokeWidth={1.75} />
      {holds ? t.proof.holds : t.proof.fails}
    </p>
  );
}

const factsOf = (proof: OfflineProof): readonly (readonly [string, string])[] => [
  [t.proof.when, formatMoment(proof.at)],
  [t.proof.version, proof.version],
  [t.proof.system, proof.system],
  [t.proof.shut, proof.isShutIn ? t.proof.shutIn : t.proof.notShutIn],
  [t.proof.watched, proof.isEveryProcessWatched ? t.proof.everyCall : t.proof.logOnly],
  [t.proof.programs, formatNumber(proof.programs)],
  [t.proof.left, formatNumber(proof.leaks)],
  [t.proof.planted, t.proof.plantedOf(proof.caught, proof.planted)],
  ...(proof.faults > 0 ? [[t.proof.faults, formatNumber(proof.faults)] as const] : []),
];

function List({ items }: { readonly items: readonly string[] }) {
  return (
    <ul className={styles.list}>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}
