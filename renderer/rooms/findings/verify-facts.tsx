import type { BundleVerification, SignOffSummary } from '../../../contract/bundle.ts';
import { Facts, formatMoment } from '../../kit/index.ts';
import { signOffText as w } from '../../text/sign-off.ts';

/** Who signed a bundle, when, and how far its study's ledger went. */
export function SignatureFacts({ signature, sha256 }: Pick<BundleVerification, 'signature' | 'sha256'>) {
  if (!signature) return null;
  const { fingerprint, at, ledger } = signature;
  return (
    <>
      <Facts
        items={[
          [w.signedBy, fingerprint],
          [w.signedAt, formatMoment(at)],
          [w.ledger, w.lines(ledger.size)],
          [w.sha256, sha256],
        ]}
      />
      <p>{w.compare}</p>
    </>
  );
}

/** What a reviewer decided, in words, and by which key. */
export function SignOffFacts({ signOff }: { readonly signOff: SignOffSummary }) {
  const { decision, words, reviewer, at, fingerprint } = signOff;
  const who = [reviewer.name, reviewer.role].filter((part) => part !== '').join(', ');
  return (
    <Facts
      items={[
        [w.decided[decision], formatMoment(at)],
        [w.by, who],
        [w.words, words],
        [w.byKey, fingerprint],
      ]}
    />
  );
}
