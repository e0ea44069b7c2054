import { useCall } from '../../backend/use-call.ts';
import { FailureNote } from '../../kit/index.ts';
import { ledgerText as t } from '../../text/ledger.ts';
import { CopyButton } from './copy-button.tsx';

const w = t.proof;

/** The proof of an entry in words, to copy. */
export function EntryProof({ seq }: { readonly seq: number }) {
  const asked = useCall('ledger.prove', { seq });
  if (asked.kind === 'failed') return <FailureNote failure={asked.failure} title={w.failed} />;
  if (asked.kind === 'loading') return null;
  return <CopyButton text={asked.content.words} label={w.copy} done={w.copied} why={w.why} />;
}
