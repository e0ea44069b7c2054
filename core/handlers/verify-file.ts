import type { BundleVerification } from '../../contract/bundle.ts';
import { sha256 } from '../report/manifest.ts';
import { readSignOff, type SignOffFile, summaryOf } from '../report/sign-off.ts';
import type { BundleSignature } from '../report/signature.ts';
import { verifyBundle } from '../report/verify.ts';
import { fingerprintOf } from '../study/signature.ts';
import { readFileOf } from './read-file-of.ts';

interface Asked {
  readonly path: string;
  readonly key?: string | undefined;
  readonly signOff?: string | undefined;
  readonly reviewer?: string | undefined;
}

/** Recomputes a bundle, and a sign-off of it, from the files alone. @throws Failure `not_found`, `unreadable`. */
export function verifyFile({ path, key, signOff, reviewer }: Asked): BundleVerification {
  const bytes = readFileOf(path);
  const hash = sha256(bytes);
  const { signature, checked, problems } = verifyBundle(bytes, key === undefined ? {} : { key });
  const decided = signOff === undefined ? null : readSignOff(readFileOf(signOff));
  const all = [...problems, ...(decided === null ? missing(reviewer) : signOffProblems(decided, hash, reviewer))];
  return {
    ok: all.length === 0,
    problems: all,
    checked: checked + (decided === null ? 0 : 1),
    sha256: hash,
    signature: signature && signatureSummary(signature),
    signOff: decided === null || 'problem' in decided ? null : summaryOf(decided),
  };
}

const signatureSummary = ({ publicKey, at, ledger: { size, head } }: BundleSignature) => ({
  fingerprint: fingerprintOf(publicKey),
  at,
  ledger: { size, head },
});

const missing = (reviewer: string | undefined): string[] =>
  reviewer === undefined ? [] : ['A reviewer’s key is required, but no sign-off was given.'];

function signOffProblems(
  read: SignOffFile | { readonly problem: string },
  bundle: string,
  reviewer: string | undefined,
): string[] {
  if ('problem' in read) return [read.problem];
  const fingerprint = fingerprintOf(read.publicKey);
  return [
    ...(read.bundle === bundle ? [] : ['The sign-off is of another bundle, or the bundle was changed since.']),
    ...(reviewer === undefined || reviewer === fingerprint
      ? []
      : [`The sign-off is by another key than the one required: its fingerprint is ${fingerprint}.`]),
  ];
}
