import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { recentStudy } from '../../contract/study.ts';
import { hasKeyFile } from '../vault/key-file.ts';
import { writeDurably } from './durable-file.ts';
import { isStudy } from './study.ts';

const kept = 8;
const list = z.array(recentStudy);
type Recent = z.infer<typeof recentStudy>;

const fileOf = (home: string) => join(home, 'recent.json');

/** Studies opened lately, newest first; those that are gone are left out. A damaged list counts as empty. */
export function recentStudies(home: string): (Recent & { encrypted: boolean })[] {
  return readRecent(home).map((recent) => ({ ...recent, encrypted: hasKeyFile(recent.path) }));
}

function readRecent(home: string): Recent[] {
  if (!existsSync(fileOf(home))) return [];
  try {
    return list.parse(JSON.parse(readFileSync(fileOf(home), 'utf8'))).filter(({ path }) => isStudy(path));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return [];
    throw error;
  }
}

export function rememberStudy(home: string, path: string, name: string): void {
  const others = readRecent(home).filter((recent) => recent.path !== path);
  const next = [{ path, name, openedAt: new Date().toISOString() }, ...others].slice(0, kept);
  writeDurably(fileOf(home), `${JSON.stringify(next, null, 1)}\n`);
}
