import { expect, it } from 'vitest';
import { z } from 'zod';
import { Failure } from './failure.ts';

it('gives each thrown value its code', () => {
  const abort = new AbortController();
  abort.abort();
  const thrown: unknown[] = [];
  for (const act of [
    () => abort.signal.throwIfAborted(),
    () => z.string().parse(1),
    () => {
      throw new Error('unforeseen');
    },
  ])
    try {
      act();
    } catch (error) {
      thrown.push(error);
    }
  expect(thrown.map((error) => Failure.from(error).code)).toEqual(['cancelled', 'invalid_input', 'internal']);
});
