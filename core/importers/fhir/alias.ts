import { all, type Json, text } from './json.ts';
import { identifierKey } from './reference.ts';
import type { StagedRow } from './staged.ts';

/** Some exports name a resource by a business identifier: each is a second name, used to follow references only. */
export const aliases = (resource: Json, type: string): StagedRow[] =>
  all(resource, 'identifier').flatMap((one): StagedRow[] => {
    const value = text(one, 'value');
    return value === null ? [] : [{ into: 'alias', row: { key: identifierKey(type, text(one, 'system'), value) } }];
  });
