import type { JobContext, Method, Output, Parsed } from '../../contract/index.ts';

export type Handler<M extends Method> = (input: Parsed<M>, context: JobContext) => Promise<Output<M>> | Output<M>;

/** Every method of the contract has its handler, or this does not compile. */
export type Handlers = { readonly [M in Method]: Handler<M> };

/** The handlers of one contract file. */
export type HandlersOf<Methods> = { readonly [M in keyof Methods & Method]: Handler<M> };
