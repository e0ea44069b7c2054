import type { Control, Outline, OutlineNode, SentencePart } from '../../contract/outline.ts';

/** A word that can be changed. */
export const word = (path: string, as: Control['as'], text: string, change: Partial<Control> = {}): Control => ({
  kind: 'control',
  path,
  as,
  label: `${as} at ${path}`,
  text,
  value: text,
  options: [],
  isWhole: false,
  isOptional: false,
  ...change,
});

export const plain = (text: string): SentencePart => ({ kind: 'text', text });

/** A line that nothing can be done with. */
export const line = (path: string, parts: readonly SentencePart[], change: Partial<OutlineNode> = {}): OutlineNode => ({
  path,
  role: 'line',
  parts,
  isOff: false,
  isCounted: false,
  add: null,
  remove: null,
  toggle: null,
  duplicate: null,
  list: null,
  children: [],
  ...change,
});

/** A rule of one name; its place in the list is set by `outlineOf`. */
export const rule = (name: string, change: Partial<OutlineNode> = {}): OutlineNode =>
  line('', [word('name', 'text', name, { label: 'name of the rule' })], { role: 'rule', ...change });

const rulesPath = '$.InclusionRules';

function placed(rules: readonly OutlineNode[]): readonly OutlineNode[] {
  return rules.map((node, index) => {
    const path = `${rulesPath}[${index}]`;
    const parts = node.parts.map((part) => (part.kind === 'text' ? part : { ...part, path: `${path}.${part.path}` }));
    return {
      ...node,
      path,
      parts,
      list: { path: rulesPath, index, length: rules.length },
      remove: { label: 'Remove', edits: [{ op: 'remove', path }] },
      duplicate: { label: 'Duplicate', edits: [{ op: 'duplicate', path }] },
      toggle: { label: node.isOff ? 'Switch on' : 'Switch off', edits: [{ op: 'switch', path, on: node.isOff }] },
    };
  });
}

interface Parts {
  readonly entry?: readonly OutlineNode[];
  readonly rules?: readonly OutlineNode[];
  readonly conceptSets?: Outline['conceptSets'];
}

/** An outline of these entry events and rules. */
export const outlineOf = ({ entry = [], rules = [], conceptSets = [] }: Parts): Outline => ({
  sections: [
    {
      id: 'entry',
      heading: 'Entry events',
      hint: 'Persons enter with one of these.',
      nodes: [...entry],
      add: [
        {
          label: 'condition occurrence',
          section: 'Events',
          edits: [{ op: 'insert', path: '$.PrimaryCriteria.CriteriaList', value: { ConditionOccurrence: {} } }],
          focus: `$.PrimaryCriteria.CriteriaList[${entry.length}]`,
        },
        {
          label: 'drug exposure',
          section: 'Events',
          edits: [{ op: 'insert', path: '$.PrimaryCriteria.CriteriaList', value: { DrugExposure: {} } }],
        },
      ],
      pasteInto: '$.PrimaryCriteria.CriteriaList',
    },
    {
      id: 'rules',
      heading: 'Inclusion rules',
      hint: 'Those stay for whom every rule holds.',
      nodes: [...placed(rules)],
      add: [
        {
          label: 'Inclusion rule',
          edits: [{ op: 'insert', path: rulesPath, value: {} }],
          focus: `${rulesPath}[${rules.length}]`,
        },
      ],
      pasteInto: rulesPath,
    },
  ],
  menus: {},
  conceptSets: [...conceptSets],
});
