import type { Backend, Method, Output } from '../backend.ts';
import { Failure } from '../failure.ts';

/** Methods whose answer is the study that the engine holds open. */
const opening: ReadonlySet<Method> = new Set(['study.open', 'study.create', 'study.sample', 'study.current']);

/** Which study an engine holds open, so that the next one can be given the same before anything else. */
export interface OpenStudy {
  /** To be told every answer. */
  heed<M extends Method>(method: M, output: Output<M>): void;
  /** Opens the study in a new engine. Where that fails the study is forgotten, unless the engine itself was lost. */
  reopen(engine: Backend): Promise<Backend>;
}

export function followStudy(): OpenStudy {
  let path: string | null = null;
  return {
    heed(method, output) {
      if (opening.has(method)) path = (output as Output<'study.current'>)?.path ?? null;
      if (method === 'study.close') path = null;
    },
    async reopen(engine) {
      if (path === null) return engine;
      try {
        await engine.call('study.open', { path });
        return engine;
      } catch (error) {
        if (Failure.from(error).code !== 'engine_lost') path = null;
        throw error;
      }
    },
  };
}
