import { join } from 'node:path';
import type { SignOffSummary } from '../../contract/bundle.ts';
import { Failure } from '../../contract/failure.ts';
import { sha256 } from '../report/manifest.ts';
import { readSignOff, type SignOffBody, type SignOffFile, signOffText, summaryOf } from '../report/sign-off.ts';
import { verifyBundle } from '../report/verify.ts';
import type { Session } from '../session.ts';
import { publishFile } from '../study/publish-file.ts';
import { signatureOf } from '../study/signature.ts';
import { makeSigningKey, readSigningKey } from '../study/signing-key.ts';
import { readFileOf } from './read-file-of.ts';

/** The reviewer's own key lies in the home folder of this machine's Stillroom, and is made when it is first needed. */
const reviewerFolder = (home: string): string => join(home, 'reviewer');

const besideOf = (bundle: string): string => `${bundle.replace(/\.zip$/i, '')}.signoff.json`;

export interface AskedSignOff extends Pick<SignOffBody, 'decision' | 'words'> {
  readonly path: string;
  readonly name: string;
  readonly role: string;
  readonly out?: string | undefined;
}

/**
 * Signs a decision on a bundle and writes it as a file of its own. Only a bundle that verifies can be approved.
 * @throws Failure `integrity` of a bundle that does not verify, `conflict` where the file exists.
 */
export function signOff(home: string, { path, decision, words, name, role, out = besideOf(path) }: AskedSignOff) {
  const bytes = readFileOf(path);
  const { ok, problems } = verifyBundle(bytes);
  if (!ok && decision === 'approve')
    throw new Failure('integrity', `A bundle that does not verify cannot be approved. ${problems.join(' ')}`);
  const body: SignOffBody = {
    schema: 1,
    format: 'stillroom-sign-off',
    bundle: sha256(bytes),
    decision,
    words,
    reviewer: { name, role },
    at: new Date().toISOString(),
  };
  const key = readSigningKey(reviewerFolder(home)) ?? makeSigningKey(reviewerFolder(home));
  const signature = signatureOf(key.privateKey, 'sign-off', body);
  const file: SignOffFile = { ...body, publicKey: key.publicKey, signature };
  publishFile(out, new TextEncoder().encode(signOffText(file)));
  return { file: out, signOff: summaryOf(file) };
}

/**
 * Records a sign-off in the ledger of the study that its bundle left.
 * @throws Failure `integrity` where it does not hold, `not_found` where no such bundle left this study, `conflict` where it is
 * recorded already.
 */
export function takeSignOff(session: Session, path: string): SignOffSummary {
  const study = session.writable();
  const read = readSignOff(readFileOf(path));
  if ('problem' in read) throw new Failure('integrity', read.problem);
  const { bundle, decision, reviewer, signature, publicKey } = read;
  if (!study.ledger.ofAct('export').some(({ detail }) => detail.sha256 === bundle))
    throw new Failure(
      'not_found',
      `No bundle with the SHA-256 ${bundle} left this study. Open the study from which the reviewed bundle was exported.`,
    );
  if (study.ledger.ofAct('sign-off').some(({ detail }) => detail.signature === signature))
    throw new Failure('conflict', 'This sign-off is in the ledger already.');
  const summary = summaryOf(read);
  study.record({
    act: 'sign-off',
    summary: `Bundle ${pastOf[decision]} by ${reviewer.name}`,
    detail: { ...summary, publicKey, signature },
  });
  return summary;
}

const pastOf = { approve: 'approved', query: 'queried', refuse: 'refused' } as const;
