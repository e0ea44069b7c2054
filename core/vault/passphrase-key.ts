import { randomBytes } from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import { z } from 'zod';

/** The library's own number for it: its enum is of a kind that this project does not read. */
const argon2id = 2;

/** The most that a key file may ask for: 1 GiB, 16 passes, 16 lanes. A hostile file gets no further. */
const most = { memoryKiB: 2 ** 20, passes: 16, lanes: 16 } as const;
const saltBytes = 16;

/** How a passphrase becomes a key: Argon2id (RFC 9106) with its parameters, kept beside what the key opens. */
export const derivation = z.strictObject({
  name: z.literal('argon2id'),
  memoryKiB: z.number().int().min(8).max(most.memoryKiB),
  passes: z.number().int().min(1).max(most.passes),
  lanes: z.number().int().min(1).max(most.lanes),
  salt: z.string().regex(new RegExp(`^[0-9a-f]{${saltBytes * 2}}$`)),
});
export type Derivation = z.infer<typeof derivation>;

/** 64 MiB and three passes: the second choice that RFC 9106 recommends, but for one lane in place of four. */
export const newDerivation = (): Derivation => ({
  name: 'argon2id',
  memoryKiB: 65_536,
  passes: 3,
  lanes: 1,
  salt: randomBytes(saltBytes).toString('hex'),
});

/** 32 bytes from a passphrase, on a thread of its own. A passphrase typed on another system gives the same (NFKC). */
export async function keyFromPassphrase(passphrase: string, how: Derivation): Promise<Uint8Array> {
  return hashRaw(passphrase.normalize('NFKC'), {
    algorithm: argon2id,
    memoryCost: how.memoryKiB,
    timeCost: how.passes,
    parallelism: how.lanes,
    salt: Buffer.from(how.salt, 'hex'),
    outputLen: 32,
  });
}
