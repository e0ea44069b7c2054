import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../contract/failure.ts';
import { type Finding, finding } from '../../contract/findings.ts';
import { vaultAt } from '../vault/open-vaults.ts';
import { writeDurably } from './durable-file.ts';
import { inFindingOrder } from './finding-order.ts';
import { readStored, writeStored } from './stored-json.ts';

const findingId = /^[a-z0-9-]+$/;
export const findingFile = (studyPath: string, id: string): string => join(studyPath, 'findings', id, 'finding.json');

/** Keeps a finding. Its table and figure stand beside it for people to open, but not in an encrypted study. */
export function saveFinding(studyPath: string, value: Finding, files: Readonly<Record<string, string>>): void {
  const folder = join(studyPath, 'findings', value.id);
  const beside = vaultAt(folder) ? [] : Object.entries(files).filter(([name]) => name !== 'finding.json');
  for (const [name, text] of beside) writeDurably(join(folder, name), text);
  writeStored(findingFile(studyPath, value.id), value);
}

export function findings(studyPath: string): Finding[] {
  const folder = join(studyPath, 'findings');
  if (!existsSync(folder)) return [];
  const oldestFirst = readdirSync(folder)
    .filter((id) => existsSync(findingFile(studyPath, id)))
    .map((id) => readFinding(studyPath, id))
    .sort((a, b) => a.createdAt.localeCompare(b.createdAt));
  return inFindingOrder(studyPath, oldestFirst, ({ id }) => id);
}

export function readFinding(studyPath: string, id: string): Finding {
  if (!findingId.test(id) || !existsSync(findingFile(studyPath, id)))
    throw new Failure('not_found', `There is no finding “${id}” in this study.`);
  return readStored(findingFile(studyPath, id), finding);
}

export function removeFinding(studyPath: string, id: string): void {
  readFinding(studyPath, id);
  rmSync(join(studyPath, 'findings', id), { recursive: true });
}
