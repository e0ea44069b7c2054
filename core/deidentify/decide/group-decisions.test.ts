import { describe, expect, it } from 'vitest';
import { type Decision, decision, type GateChoice, type IdentifierFinding } from '../../../contract/data.ts';
import { advisedDecisions, expandDecisions } from './group-decisions.ts';

const found = (category: string, strength: 'strong' | 'weak' = 'strong'): IdentifierFinding => ({
  category,
  label: `label ${category}`,
  evidence: 'name',
  strength,
  rate: null,
});
const ways = (...all: (GateChoice['action'] | 'zip3')[]): GateChoice[] =>
  all.map((one) => (one === 'zip3' ? { action: 'generalise', to: 'zip3', after: [] } : { action: one, after: [] }));
const column = (name: string, identifiers: IdentifierFinding[], choices: GateChoice[] = []) => ({
  name,
  type: 'VARCHAR',
  mapsTo: null,
  identifiers,
  choices,
});
const table = (name: string, columns: ReturnType<typeof column>[]) => ({
  name,
  files: [],
  rows: 1,
  warnings: [],
  columns,
});
const plan = {
  tables: [
    table('Patient', [
      column('id', []),
      column('name', [found('A')], ways('drop', 'hash', 'attest')),
      column('zip', [found('B')], ways('zip3', 'drop', 'attest')),
      column('city', [found('B', 'weak')], ways('drop', 'attest')),
      column('mixed', [found('A'), found('H')], ways('drop', 'hash', 'attest')),
    ]),
    table('Practitioner', [column('name', [found('A', 'weak')], ways('drop', 'hash', 'attest'))]),
  ],
};
const decided = (rest: Partial<Decision>): Decision => decision.parse({ action: 'drop', ...rest });
const written = (...decisions: Decision[]) =>
  expandDecisions(plan, decisions).map(({ table: of, column: at, action }) => `${of}.${at} ${action}`);

describe('a decision about a class of identifiers', () => {
  it('is written out for every column in which it was found', () => {
    expect(written(decided({ category: 'A' }))).toEqual([
      'Patient.name drop',
      'Patient.mixed drop',
      'Practitioner.name drop',
    ]);
    expect(written(decided({ category: 'A', strength: 'weak' }))).toEqual(['Practitioner.name drop']);
    expect(written(decided({ category: 'A', table: 'practitioner' }))).toEqual(['Practitioner.name drop']);
    expect(written(decided({ category: 'Q' }))).toEqual([]);
  });

  it('gives way to one about the column, and to an earlier one', () => {
    const own = decided({ table: '*', column: 'NAME', action: 'hash' });
    expect(written(decided({ category: 'A' }), own)).toEqual(['*.NAME hash', 'Patient.mixed drop']);
    expect(written(decided({ category: 'H', action: 'hash' }), decided({ category: 'A' }))).toEqual([
      'Patient.name drop',
      'Patient.mixed hash',
      'Practitioner.name drop',
    ]);
  });

  it('leaves open what the action has no sense for', () => {
    expect(written(decided({ category: 'B', action: 'generalise', to: 'zip3' }))).toEqual(['Patient.zip generalise']);
  });

  it('keeps its reason, and does not hide that all dates move', () => {
    const all = decided({ column: '*', action: 'shift' });
    const kept = expandDecisions(plan, [decided({ category: 'H', action: 'attest', reason: 'agreed' }), all]);
    expect(kept).toEqual([all, { table: 'Patient', column: 'mixed', action: 'attest', reason: 'agreed' }]);
  });
});

it('advice is the first choice of what must be decided, or of every column with a sign', () => {
  const advised = advisedDecisions(plan);
  expect(advised.map(({ column: at, action, to }) => [at, action, to])).toEqual([
    ['name', 'drop', undefined],
    ['zip', 'generalise', 'zip3'],
    ['mixed', 'drop', undefined],
  ]);
  expect(advised[2]?.reason).toBe('A, label A (strong, by name); H, label H (strong, by name)');
  expect(advisedDecisions(plan, true)).toHaveLength(5);
});
