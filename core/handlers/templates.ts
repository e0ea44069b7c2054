import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

export interface Template {
  readonly name: string;
  readonly text: string;
}

/** Cohort definitions that come with Stillroom: one Circe JSON a file, named as the cohort. */
export function readTemplates(folder: string): Template[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({ name: basename(file, '.json'), text: readFileSync(join(folder, file), 'utf8') }));
}
