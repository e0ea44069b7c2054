import type { Backend, CallOptions, Contract, Method, Output, Parsed } from '../../contract/index.ts';
import { contract, Failure } from '../../contract/index.ts';

/**
 * A backend for tests of the window alone. Inputs and answers are checked against the contract, so a test cannot show
 * a room something that no engine could send. It proves nothing about the engine, about timing, cancelling inside a
 * query, or any wire: the conformance suite and the journeys in a real browser do that.
 */
export type Answers = {
  readonly [M in Method]?: (input: Parsed<M>, options: CallOptions) => Output<M> | Promise<Output<M>>;
};

export interface BackendDouble extends Backend {
  /** What was asked, in order. */
  readonly asked: { readonly method: Method; readonly input: unknown }[];
}

/** A backend that answers as told; a method without an answer fails with `unsupported`. */
export function backendDouble(answers: Answers): BackendDouble {
  const asked: { method: Method; input: unknown }[] = [];
  return {
    asked,
    async call(method, input, options = {}) {
      asked.push({ method, input });
      const procedure: Contract[Method] = contract[method];
      const answer = answers[method] as ((input: unknown, options: CallOptions) => unknown) | undefined;
      if (!answer) throw new Failure('unsupported', `This test has no answer for ${method}.`);
      return procedure.output.parse(await answer(procedure.input.parse(input), options)) as never;
    },
  };
}

/** An answer that never comes: what loading looks like. A cancel ends it. */
export const never = (_input: unknown, { signal }: CallOptions): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(new Failure('cancelled', 'Cancelled.')), { once: true });
  });

/** An answer that fails. */
export const failing = (failure: Failure) => (): Promise<never> => Promise.reject(failure);
