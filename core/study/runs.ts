import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../contract/failure.ts';
import { type Run, run } from '../../contract/findings.ts';
import { readStored, writeStored } from './stored-json.ts';

const runId = /^[a-z0-9-]+$/;

export const newRunId = (): string => `${new Date().toISOString().slice(0, 10)}-${randomBytes(5).toString('hex')}`;

export const runPath = (studyPath: string, id: string): string => join(studyPath, 'runs', `${id}.json`);

/** Keeps a result in the study. It holds exact numbers and never leaves; only a checked finding made from it does. */
export const saveRun = (studyPath: string, value: Run): void => writeStored(runPath(studyPath, value.id), value);

export function readRun(studyPath: string, id: string): Run {
  const path = runPath(studyPath, id);
  if (!runId.test(id) || !existsSync(path)) {
    throw new Failure('not_found', `There is no result “${id}” in this study. Run the analysis again.`);
  }
  return readStored(path, run);
}

/** Ids of the results kept in the study. */
export function runIds(studyPath: string): string[] {
  const folder = join(studyPath, 'runs');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .filter((id) => runId.test(id));
}
