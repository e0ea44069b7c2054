import { z } from 'zod';

/** What every task may be told: the seed of what it draws, and how many threads it runs on. */
export const seedAndThreads = {
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .default(0),
  threads: z.number().int().min(1).max(64).optional(),
};
