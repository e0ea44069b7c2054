import { beforeEach, expect, it } from 'vitest';
import type { GateChoice } from '../../contract/data.ts';
import type { SuspectColumn } from './gate-decisions.ts';
import { advisedFor, commonWays, decideAlike, groupSuspects, stateOfGroup } from './gate-groups.ts';
import { useImportFlow } from './import-flow.ts';

const zip3: GateChoice = { action: 'generalise', to: 'zip3', after: [] };
const [drop, hash, attest] = (['drop', 'hash', 'attest'] as const).map((action): GateChoice => ({ action, after: [] }));
const suspect = (
  column: string,
  letters: readonly [letter: string, strength: 'strong' | 'weak'][],
  choices: readonly GateChoice[],
): SuspectColumn => ({
  table: 'person',
  column,
  identifiers: letters.map(([category, strength]) => ({
    category,
    label: category,
    evidence: 'name',
    strength,
    rate: null,
  })),
  examples: [],
  choices,
  mustDecide: letters.some(([, strength]) => strength === 'strong'),
});
const suspects = [
  suspect('first_name', [['A', 'strong']], [drop!, hash!, attest!]),
  suspect('last_name', [['A', 'strong']], [drop!, hash!, attest!]),
  suspect(
    'address',
    [
      ['A', 'weak'],
      ['B', 'strong'],
    ],
    [drop!, attest!],
  ),
  suspect('zip', [['B', 'strong']], [zip3, drop!, attest!]),
  suspect('age', [['C', 'weak']], []),
];

beforeEach(() => useImportFlow.setState({ decisions: [] }));

it('puts columns together by what they surely hold, what must be decided first', () => {
  const groups = groupSuspects(suspects);
  expect(groups.map(({ category, suspects: own, mustDecide }) => [category, own.length, mustDecide])).toEqual([
    ['A', 2, true],
    ['B', 2, true],
    ['C', 1, false],
  ]);
  expect(groups.map((group) => commonWays(group).map(({ action }) => action))).toEqual([
    ['drop', 'hash', 'attest'],
    ['drop', 'attest'],
    ['drop', 'attest'],
  ]);
});

it('decides a group at once, each column by its advice, and takes it back', () => {
  const [names, places] = groupSuspects(suspects);
  const { decideAll, decide, undecideAll } = useImportFlow.getState();
  const stands = () => [names!, places!].map((group) => stateOfGroup(group, useImportFlow.getState().decisions));
  expect(stands()).toEqual(['open', 'open']);
  decideAll(decideAlike(names!, { action: 'attest' }, 'made up'));
  decideAll(advisedFor(places!.suspects));
  expect(stands()).toEqual(['attest', 'advised']);
  expect(useImportFlow.getState().decisions).toContainEqual({
    table: 'person',
    column: 'zip',
    action: 'generalise',
    to: 'zip3',
    reason: '',
  });
  decide({ table: 'person', column: 'zip', action: 'attest', reason: 'x' });
  expect(stands()).toEqual(['attest', 'mixed']);
  undecideAll(names!.suspects);
  expect(useImportFlow.getState().decisions).toHaveLength(2);
  expect(stands()).toEqual(['open', 'mixed']);
});
