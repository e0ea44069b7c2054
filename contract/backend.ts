import type { z } from 'zod';
import type { CancelSignal } from './context.ts';
import type { Progress } from './define.ts';
import type { Contract } from './index.ts';

export type Method = keyof Contract;
/** What a caller may send: defaults may be left out. */
export type Input<M extends Method> = z.input<Contract[M]['input']>;
/** What a handler receives: checked, defaults filled in. */
export type Parsed<M extends Method> = z.output<Contract[M]['input']>;
export type Output<M extends Method> = z.output<Contract[M]['output']>;
export type JobMethod = { [M in Method]: Contract[M]['kind'] extends 'job' ? M : never }[Method];

export interface CallOptions {
  readonly signal?: CancelSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * The only door: every host, whatever its wire, offers exactly this. Rejects with a Failure and nothing else.
 *
 * @example const { rows } = await backend.call('sql.run', { sql: 'SELECT count(*) FROM person' }, { signal });
 */
export interface Backend {
  call<M extends Method>(method: M, input: Input<M>, options?: CallOptions): Promise<Output<M>>;
}
