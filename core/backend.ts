import {
  type Backend,
  type CallOptions,
  contract,
  Failure,
  type Input,
  type Method,
  type Output,
  quiet,
} from '../contract/index.ts';
import { analysisHandlers } from './handlers/analysis.ts';
import { appHandlers } from './handlers/app.ts';
import { bundleHandlers } from './handlers/bundle.ts';
import { cohortHandlers } from './handlers/cohort.ts';
import { dataHandlers } from './handlers/data.ts';
import { disclosureHandlers } from './handlers/disclosure.ts';
import { findingHandlers } from './handlers/findings.ts';
import type { Handler, Handlers } from './handlers/handlers.ts';
import { ledgerHandlers } from './handlers/ledger.ts';
import { modelHandlers } from './handlers/model.ts';
import { registryHandlers } from './handlers/model-registry.ts';
import { modelTaskHandlers } from './handlers/model-tasks.ts';
import { riskHandlers } from './handlers/risk.ts';
import { sqlHandlers } from './handlers/sql.ts';
import { studyHandlers } from './handlers/study.ts';
import { vocabularyHandlers } from './handlers/vocabulary.ts';
import { createSession, type Session, type SessionOptions } from './session.ts';

/** A backend in this process, with what only its host may do. */
export interface LocalBackend extends Backend {
  /** For the terminal's own commands that are not methods of the contract. */
  readonly session: Session;
  close(): Promise<void>;
}

/** These change the study themselves, one after the other. */
const changing: ReadonlySet<Method> = new Set(['study.open', 'study.create', 'study.sample', 'study.close']);

/** Jobs on files, without a study: they go on when the study changes. */
const ofNoStudy: ReadonlySet<Method> = new Set([
  'import.inspect',
  'table.columns',
  'bundle.verify',
  'bundle.signOff',
  'model.verify',
]);

/** The only door to the still: every host, whatever its wire, wraps what this returns. */
export function createBackend(options: SessionOptions): LocalBackend {
  const session = createSession(options);
  const handlers: Handlers = {
    ...appHandlers(session),
    ...studyHandlers(session),
    ...ledgerHandlers(session),
    ...dataHandlers(session),
    ...riskHandlers(session),
    ...vocabularyHandlers(session),
    ...cohortHandlers(session),
    ...analysisHandlers(session),
    ...modelHandlers(session),
    ...modelTaskHandlers(session),
    ...registryHandlers(session),
    ...findingHandlers(session),
    ...bundleHandlers(session),
    ...disclosureHandlers(session),
    ...sqlHandlers(session),
  };

  return {
    session,
    async call<M extends Method>(
      method: M,
      input: Input<M>,
      { signal = quiet.signal, onProgress = quiet.progress }: CallOptions = {},
    ): Promise<Output<M>> {
      try {
        if (!Object.hasOwn(contract, method)) throw new Failure('not_found', `There is no method “${String(method)}”.`);
        const handler = handlers[method] as Handler<M>;
        const parsed = contract[method].input.parse(input) as Parameters<typeof handler>[0];
        signal.throwIfAborted();
        const context = { signal, progress: onProgress };
        if (changing.has(method)) return await handler(parsed, context);
        while (session.changing()) await session.changing();
        if (contract[method].kind === 'call' || ofNoStudy.has(method)) return await handler(parsed, context);
        return await session.job(context, (own) => handler(parsed, own));
      } catch (error) {
        throw signal.aborted ? new Failure('cancelled', 'Cancelled.') : Failure.from(error);
      }
    },
    close: () => session.close(),
  };
}
