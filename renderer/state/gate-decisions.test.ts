import { expect, it } from 'vitest';
import type { IdentifierFinding, ImportPlan } from '../../contract/data.ts';
import { lacksReason, suspectColumns, undecided } from './gate-decisions.ts';

const sign = (strength: 'strong' | 'weak'): IdentifierFinding => ({
  category: 'F',
  label: 'e-mail address',
  evidence: 'name',
  strength,
  rate: null,
});
const column = (name: string, identifiers: IdentifierFinding[]) => ({
  name,
  type: 'VARCHAR',
  mapsTo: null,
  identifiers,
});
const plan = {
  tables: [
    {
      name: 'person',
      files: [],
      rows: 1,
      warnings: [],
      columns: [
        column('person_id', []),
        column('zip', [sign('weak')]),
        column('email', [sign('weak'), sign('strong')]),
      ],
    },
  ],
} as unknown as ImportPlan;

it('puts what must be decided first, and counts what is open', () => {
  const suspects = suspectColumns(plan);
  expect(suspects.map(({ column, mustDecide }) => [column, mustDecide])).toEqual([
    ['email', true],
    ['zip', false],
  ]);
  expect(undecided(suspects, [])).toBe(1);
  expect(undecided(suspects, [{ table: 'person', column: 'email', action: 'drop', reason: '' }])).toBe(0);
});

it('wants a reason only for what is kept', () => {
  expect(lacksReason({ table: 't', column: 'c', action: 'attest', reason: '  ' })).toBe(true);
  expect(lacksReason({ table: 't', column: 'c', action: 'drop', reason: '' })).toBe(false);
});
