import { codeCells, coded, preferred } from '../coding.ts';
import { first, type JsonObject, text } from '../json.ts';
import { type Mapped, type ResourceMapping, refuse } from '../mapping.ts';

/** A drug that stands alone: other resources name it. */
export const medication: ResourceMapping = {
  type: 'Medication',
  table: 'drug_exposure',
  reads: ['code', 'status'],
  beside: {},
  map(resource: JsonObject): Mapped {
    const code = coded(first(resource, 'code'), preferred.drug);
    if (code === null) return refuse('It has no code.');
    return [{ into: 'medication', row: { key: `Medication/${text(resource, 'id')}`, ...codeCells(code) } }];
  },
};
