import type { Connection } from '../../engine/database.ts';
import { policy } from '../policy.ts';
import type { GateSecrets } from './secrets.ts';

const block = 64;
const padded = (hex: string, pad: number): string => {
  const bytes = Buffer.alloc(block, 0);
  Buffer.from(hex, 'hex').copy(bytes);
  return Buffer.from(bytes.map((byte) => byte ^ pad)).toString('hex');
};

/** Gives this connection the keys as variables; they stand in no SQL text, so in no error and no log. */
export async function setKeys(connection: Connection, secrets: GateSecrets): Promise<void> {
  await connection.run('CREATE OR REPLACE TEMP TABLE gate_keys (name VARCHAR, pad BLOB)');
  for (const name of ['shift', 'hash'] as const) {
    for (const [part, pad] of [
      ['inner', 0x36],
      ['outer', 0x5c],
    ] as const) {
      const variable = `gate_${name}_${part}`;
      await connection.run('INSERT INTO gate_keys VALUES ($1, unhex($2))', [variable, padded(secrets[name], pad)]);
      await connection.run(`SET VARIABLE ${variable} = (SELECT pad FROM temp.gate_keys WHERE name = '${variable}')`);
    }
  }
  await connection.run('DROP TABLE temp.gate_keys');
}

/** HMAC-SHA-256 (RFC 2104) of a text under one of the keys, as hexadecimal: SQL. */
const hmac = (key: 'shift' | 'hash', text: string): string =>
  `sha256(getvariable('gate_${key}_outer') || unhex(sha256(getvariable('gate_${key}_inner') || encode(${text}))))`;

/** One spelling for a key that is a number in one table and text in another: SQL. */
const spelled = (raw: string): string =>
  `coalesce(CAST(TRY_CAST(${raw} AS BIGINT) AS VARCHAR), trim(CAST(${raw} AS VARCHAR)))`;

/** Days by which a person's dates move: 1 to the policy's most, back or forth, the same for the person everywhere. */
export function offsetDays(person: string): string {
  const { days } = policy.shift;
  const drawn = `(CAST('0x' || substr(${hmac('shift', spelled(person))}, 1, 12) AS BIGINT) % ${2 * days})`;
  return `CAST(CASE WHEN ${drawn} < ${days} THEN ${drawn} - ${days} ELSE ${drawn} - ${days - 1} END AS INTEGER)`;
}

/** A value's keyed hash: 32 hexadecimal places, or a whole number below 2^52 where the column holds numbers. */
export const hashedText = (raw: string): string => `substr(${hmac('hash', `trim(CAST(${raw} AS VARCHAR))`)}, 1, 32)`;
export const hashedNumber = (raw: string): string =>
  `CAST('0x' || substr(${hmac('hash', spelled(raw))}, 1, 13) AS BIGINT)`;
