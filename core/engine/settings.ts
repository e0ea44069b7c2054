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

/** Settings of an instance that runs only SQL which Stillroom compiled. */
export const trustedSettings = ({ threads, memoryLimit }: EngineLimits, spill: string): Record<string, string> => ({
  threads: String(threads),
  memory_limit: memoryLimit,
  temp_directory: spill,
});

/** A part of the limits, for an instance that stands beside another: `11GB` by 4 is `2816MB`. */
export function sharedBy(limits: EngineLimits, parts: number): EngineLimits {
  const [, amount = '', unit = ''] = /^([\d.]+)\s*([KMGT]i?B)$/i.exec(limits.memoryLimit.trim()) ?? [];
  const megabytes =
    Number(amount) * ({ k: 1 / 1024, m: 1, g: 1024, t: 1024 ** 2 }[unit[0]?.toLowerCase() ?? ''] ?? Number.NaN);
  return Number.isFinite(megabytes)
    ? { ...limits, memoryLimit: `${Math.max(64, Math.floor(megabytes / parts))}MB` }
    : limits;
}
