import { z } from 'zod';

/** A JSON path in a definition, such as `$.InclusionRules[0].expression.CriteriaList[1]`. */
const path = z.string();

/**
 * One change to a definition's JSON. `set` makes the keys on the way that are not there; `insert` puts a value into the
 * list at `path` (made if absent; at its end without `index`); `move` takes a member of the list to another place;
 * `duplicate` puts a copy of a list's member after it. `switch` keeps the inclusion rule at `path` without applying it,
 * or applies it again; `insert`, `move` and `remove` in `$.InclusionRules` count the rules that are off as the outline
 * shows them.
 */
export const edit = z.discriminatedUnion('op', [
  z.object({ op: z.literal('set'), path, value: z.unknown() }),
  z.object({ op: z.literal('remove'), path }),
  z.object({ op: z.literal('insert'), path, index: z.number().int().nonnegative().optional(), value: z.unknown() }),
  z.object({
    op: z.literal('move'),
    path,
    from: z.number().int().nonnegative(),
    to: z.number().int().nonnegative(),
  }),
  z.object({ op: z.literal('duplicate'), path }),
  z.object({ op: z.literal('switch'), path, on: z.boolean() }),
]);
export type Edit = z.infer<typeof edit>;

/** A thing that can be done to a part of a definition: what a menu or button says, and the edits it makes. */
export const outlineAction = z.object({
  label: z.string(),
  /** Heading it stands under in a menu, such as “Events” or “Attributes”. */
  section: z.string().optional(),
  edits: z.array(edit).min(1),
  /** The part to go to afterwards. */
  focus: path.optional(),
});
export type OutlineAction = z.infer<typeof outlineAction>;

/**
 * One of the words that can stand in a choice. Choosing it makes `edits`, or, where there are none, puts `value` at the
 * control's path.
 */
export const controlOption = z.object({ label: z.string(), value: z.unknown(), edits: z.array(edit).optional() });
export type ControlOption = z.infer<typeof controlOption>;

/**
 * A word of the sentence that can be changed: what stands at `path` (`value` is absent where the key is), and what can
 * be put there. Of a choice's options, the one in force is labelled as `text`.
 */
export const control = z.object({
  kind: z.literal('control'),
  path,
  /** `choice` takes one of `options`; the others take a value of their own kind. */
  as: z.enum(['choice', 'number', 'date', 'text', 'conceptSet', 'concepts']),
  /** What it is, for those who can't see the sentence: “lower limit of age, in years”. */
  label: z.string(),
  /** The words that stand in the sentence. */
  text: z.string(),
  value: z.unknown(),
  options: z.array(controlOption).default([]),
  /** Number controls. */
  min: z.number().optional(),
  max: z.number().optional(),
  isWhole: z.boolean().default(false),
  /** `concepts`: the vocabulary domain to search in, where there is one, such as “Gender” or “Unit”. */
  domain: z.string().optional(),
  /** May be left empty: choosing nothing removes the key. */
  isOptional: z.boolean().default(false),
});
export type Control = z.infer<typeof control>;

export const sentencePart = z.union([z.object({ kind: z.literal('text'), text: z.string() }), control]);
export type SentencePart = z.infer<typeof sentencePart>;

/**
 * One line of a definition as it is read and edited: a sentence with controls, and the lines that belong under it. The
 * parts are joined as they are: spaces stand in the text.
 */
export interface OutlineNode {
  /** The part of the definition that it speaks of; no two nodes have the same. */
  readonly path: string;
  readonly role: 'criterion' | 'attribute' | 'demographic' | 'group' | 'rule' | 'line';
  readonly parts: readonly SentencePart[];
  /** True for a rule that is kept and not applied. */
  readonly isOff: boolean;
  /** True where `cohort.counts` counts events and persons for this path. */
  readonly isCounted: boolean;
  /**
   * What can be added under it: a key of `menus`, read with `addable`; null where nothing can. Criteria can be pasted into
   * a node that has the role `group` or `rule`, by its path.
   */
  readonly add: string | null;
  readonly remove: OutlineAction | null;
  /** Switches a rule off or on. */
  readonly toggle: OutlineAction | null;
  readonly duplicate: OutlineAction | null;
  /** The list it can be moved in and its place there; null where order means nothing. */
  readonly list: { readonly path: string; readonly index: number; readonly length: number } | null;
  readonly children: readonly OutlineNode[];
}

export const outlineNode: z.ZodType<OutlineNode> = z.object({
  path,
  role: z.enum(['criterion', 'attribute', 'demographic', 'group', 'rule', 'line']),
  parts: z.array(sentencePart),
  isOff: z.boolean(),
  isCounted: z.boolean(),
  add: z.string().nullable(),
  remove: outlineAction.nullable(),
  toggle: outlineAction.nullable(),
  duplicate: outlineAction.nullable(),
  list: z.object({ path, index: z.number().int(), length: z.number().int() }).nullable(),
  get children() {
    return z.array(outlineNode);
  },
});

/** A definition in the order of the work: who enters, who of them stays, when they leave. */
export const outline = z.object({
  sections: z.array(
    z.object({
      id: z.enum(['entry', 'qualifying', 'rules', 'exit', 'rows']),
      heading: z.string(),
      /** One sentence that says what this section decides. */
      hint: z.string(),
      nodes: z.array(outlineNode),
      add: z.array(outlineAction),
      /** The list that copied criteria or rules are pasted into; null where none can be. */
      pasteInto: path.nullable(),
    }),
  ),
  /**
   * What can be added to lines, each menu once: in its paths `@` is the path of the line, and `[+]` in a `focus` the place
   * after the last member of a list. The same key always means the same menu.
   */
  menus: z.record(z.string(), z.array(outlineAction)),
  /** The definition's own concept sets, and where each is used. */
  conceptSets: z.array(
    z.object({
      path,
      id: z.number().int(),
      name: z.string(),
      items: z.number().int(),
      uses: z.number().int(),
      remove: outlineAction.nullable(),
    }),
  ),
});
export type Outline = z.infer<typeof outline>;
