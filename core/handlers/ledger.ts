import { Failure } from '../../contract/failure.ts';
import type { LedgerHead, ledgerMethods } from '../../contract/ledger.ts';
import { ledgerEntry, type SignedHead } from '../../contract/study.ts';
import type { Session } from '../session.ts';
import { proveEntry } from '../study/entry-proof.ts';
import { fingerprintOf } from '../study/signature.ts';
import type { Study } from '../study/study.ts';
import type { HandlersOf } from './handlers.ts';
import { runAgain } from './run-again.ts';
import { traceOf } from './trace.ts';

const shown = (head: SignedHead): LedgerHead => ({ head, fingerprint: fingerprintOf(head.publicKey), problem: null });

function headOf({ ledger }: Study): LedgerHead {
  try {
    return shown(ledger.signedHead());
  } catch (error) {
    const { code, message } = Failure.from(error);
    if (code === 'integrity' || code === 'read_only') return { head: null, fingerprint: null, problem: message };
    throw error;
  }
}

function entryAt({ ledger }: Study, seq: number) {
  const line = ledger.lines()[seq - 1];
  if (line !== undefined) return ledgerEntry.parse(JSON.parse(line));
  throw new Failure('not_found', `The ledger has ${ledger.lines().length} entries: there is no entry ${seq}.`);
}

export const ledgerHandlers = (session: Session): HandlersOf<typeof ledgerMethods> => ({
  'ledger.list': ({ offset, limit, words, act }) => session.study().ledger.entries(offset, limit, { words, act }),
  'ledger.entry': ({ seq }) => entryAt(session.study(), seq),
  'ledger.head': () => headOf(session.study()),
  'ledger.prove': ({ seq }) => {
    const { ledger } = session.study();
    return proveEntry(ledger.lines(), seq, ledger.signedHead());
  },
  'ledger.trace': (of) => ({ steps: traceOf(session.study(), of) }),
  'ledger.again': ({ run }, context) => runAgain(session, run, context),
  'ledger.signAnew': ({ confirm }) => {
    const study = session.writable();
    if (confirm !== study.name)
      throw new Failure('invalid_input', `Nothing was changed: to confirm, write the name “${study.name}” exactly.`);
    return shown(study.ledger.signAnew());
  },
});
