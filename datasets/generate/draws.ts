import type { Connection } from '../../core/engine/database.ts';
import { literal } from '../../core/engine/sql-text.ts';

/**
 * The random numbers of the sample: each is a hash of the seed, the person and what it is drawn for, so a person's
 * life is the same whatever the batch, the number of threads or the number of persons. The outer hash mixes what the
 * inner one only combines with an exclusive or.
 */
export async function defineDraws(connection: Connection, seed: number): Promise<void> {
  await connection.run(`
    CREATE TEMP MACRO draw_key(person) AS hash(hash(${literal(seed)}::BIGINT, person::BIGINT));
    CREATE TEMP MACRO bits(key, what, i) AS hash(hash(key, what, i::BIGINT));
    CREATE TEMP MACRO uniform(key, what, i) AS (bits(key, what, i) >> 11)::DOUBLE / 9007199254740992.0;
    CREATE TEMP MACRO four_sixteenths(b) AS
      (b & 65535)::DOUBLE + ((b >> 16) & 65535)::DOUBLE + ((b >> 32) & 65535)::DOUBLE + (b >> 48)::DOUBLE;
    CREATE TEMP MACRO normal(key, what, i) AS (four_sixteenths(bits(key, what, i)) / 65536.0 - 2) * 1.7320508;
    CREATE TEMP MACRO waiting(key, what, i) AS -ln(1 - uniform(key, what, i));
    CREATE TEMP MACRO logistic(x) AS 1 / (1 + exp(-(x)));
    CREATE TEMP MACRO clamp(x, low, high) AS least(greatest(x, low), high);
  `);
}

/** A uniform draw in [0, 1) named `what`, the `i`-th of that name. The query must have the column `key`. */
export const uniform = (what: string, i: string | number = 0) => `uniform(key, ${literal(what)}, ${i})`;

/** A draw with mean 0 and standard deviation 1 (sum of four uniforms), within ±3.46. */
export const normal = (what: string, i: string | number = 0) => `normal(key, ${literal(what)}, ${i})`;

/** An exponential draw with mean 1. */
export const waiting = (what: string, i: string | number = 0) => `waiting(key, ${literal(what)}, ${i})`;
