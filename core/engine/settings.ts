import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';

/** What one machine gives to DuckDB. */
export interface EngineLimits {
  readonly threads: number;
  /** As DuckDB writes it, for example `8GB`. */
  readonly memoryLimit: string;
}

/** All cores, and half of the memory, as DuckDB is only one of the processes. */
export function defaultLimits(): EngineLimits {
  const gigabytes = Math.max(1, Math.floor(totalmem() / 2 ** 31));
  return { threads: availableParallelism(), memoryLimit: `${gigabytes}GB` };
}

/** A folder only this user can read, for what DuckDB spills; removed with everything in it by `dispose`. */
export function privateSpillFolder(): { readonly path: string; dispose(): void } {
  const path = mkdtempSync(join(tmpdir(), 'stillroom-'));
  return { path, dispose: () => rmSync(path, { recursive: true, force: true }) };
}

/** What a process holds beside DuckDB's own memory: Node, in megabytes, and a share of the limit in the allocator. */
const besideDuckdb = { megabytes: 150, share: 0.35 };

/**
 * What DuckDB may hold so that the whole process keeps a limit: the limit less what was measured beside it
 * (docs/technical/speed.md), and at least half. A limit that is not an amount is left as it is.
 */
export function withinProcess(limits: EngineLimits): string {
  const whole = megabytesOf(limits);
  if (!Number.isFinite(whole)) return limits.memoryLimit;
  return `${Math.floor(Math.max(whole / 2, whole * (1 - besideDuckdb.share) - besideDuckdb.megabytes))}MiB`;
}

/** The same limits, with this much memory at most: for work that streams and gains nothing from more. */
export function withAtMost(limits: EngineLimits, memoryLimit: string): EngineLimits {
  return megabytesOf({ ...limits, memoryLimit }) < megabytesOf(limits) ? { ...limits, memoryLimit } : limits;
}

/** Settings of an instance that runs only SQL which Stillroom compiled; `sealed`: it writes nothing in the clear. */
export const trustedSettings = (limits: EngineLimits, spill: string, sealed = false): Record<string, string> => ({
  threads: String(limits.threads),
  memory_limit: withinProcess(limits),
  temp_directory: spill,
  ...(sealed ? sealing : {}),
});

/**
 * Settings of an instance that writes nothing in the clear: neither what it spills nor a file it makes under a key.
 * DuckDB's npm build writes through its bundled mbedTLS only when told so by the second; it holds for this instance alone
 * (docs/technical/encryption.md says what it is worth).
 */
export const sealing: Readonly<Record<string, string>> = {
  temp_file_encryption: 'true',
  force_mbedtls_unsafe: 'true',
};

/** An amount as DuckDB writes it in megabytes of 2^20 bytes: `GB` is a power of ten, `GiB` one of two. */
function megabytesOf({ memoryLimit }: EngineLimits): number {
  const [, amount = '', unit = ''] = /^([\d.]+)\s*([KMGT]i?B)$/i.exec(memoryLimit.trim()) ?? [];
  const power = { k: 1, m: 2, g: 3, t: 4 }[unit[0]?.toLowerCase() ?? ''] ?? Number.NaN;
  return (Number(amount) * (unit.length === 3 ? 1024 : 1000) ** power) / 1024 ** 2;
}

/** A part of the limits, for an instance that stands beside another: `11GB` by 4 is `2816MB`. */
export function sharedBy(limits: EngineLimits, parts: number): EngineLimits {
  const [, amount = '', unit = ''] = /^([\d.]+)\s*([KMGT]i?B)$/i.exec(limits.memoryLimit.trim()) ?? [];
  const megabytes =
    Number(amount) * ({ k: 1 / 1024, m: 1, g: 1024, t: 1024 ** 2 }[unit[0]?.toLowerCase() ?? ''] ?? Number.NaN);
  return Number.isFinite(megabytes)
    ? { ...limits, memoryLimit: `${Math.max(64, Math.floor(megabytes / parts))}MB` }
    : limits;
}
