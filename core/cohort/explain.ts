import type { Outline, OutlineNode } from '../../contract/outline.ts';
import { conceptSetLines } from './explain/concept-sets.ts';
import { nodeSentences, type Section } from './explain/sentences.ts';
import type { CheckedExpression } from './expression/cohort.ts';
import { plainText } from './outline/build.ts';
import { fullSentence } from './outline/lines.ts';
import { outlineCohort } from './outline.ts';

export type { Section, Sentence } from './explain/sentences.ts';

/** A definition in plain English: sections of sentences, each with the JSON path it speaks of. */
export interface Explanation {
  readonly title?: string;
  readonly sections: readonly Section[];
}

/**
 * Puts a checked definition into plain English: the sentences of its outline, one after the other. `outline` saves making
 * it again.
 *
 * @example explainCohort(parseExpression(json)).sections[0].sentences[0].text
 *   // “Persons enter with the first condition occurrence of “Sinusitis”.”
 */
export function explainCohort(
  { raw, title, conceptSets }: CheckedExpression,
  outline: Outline | null = outlineCohort(raw),
): Explanation {
  const sections = [...(outline?.sections ?? []).flatMap(sectionOf), ...conceptSetLines(conceptSets)];
  return { ...(title === null ? {} : { title }), sections };
}

function sectionOf({ id, heading, nodes }: Outline['sections'][number]): readonly Section[] {
  if (nodes.length === 0) return [];
  if (id === 'rules') return nodes.map(ruleSection);
  if (id === 'entry') return [{ heading, sentences: entrySentences(nodes) }];
  return [{ heading, sentences: nodes.flatMap((one) => nodeSentences(one, '')) }];
}

function entrySentences(nodes: readonly OutlineNode[]): Section['sentences'] {
  const events = nodes.filter(({ role }) => role === 'criterion');
  const others = nodes.filter(({ role }) => role !== 'criterion').flatMap((one) => nodeSentences(one, ''));
  const [only] = events;
  if (events.length === 1 && only) return [...nodeSentences(only, '', 'Persons enter with '), ...others];
  return [
    { text: `Persons enter with one of these ${events.length} kinds of event:`, path: '$.PrimaryCriteria' },
    ...events.flatMap((one, i) => nodeSentences(one, `${i + 1}.`)),
    ...others,
  ];
}

/** A rule's name is the heading; what it asks follows. */
function ruleSection(rule: OutlineNode, i: number): Section {
  const [name, ...rest] = rule.parts;
  const lines = rule.children.filter(({ role }) => role === 'line');
  const members = rule.children.filter(({ role }) => role !== 'line');
  const lead = fullSentence([{ kind: 'text', text: plainText(rest).replace(/^: /, '') }]);
  const [only] = members;
  const isPlain = members.length === 1 && only?.role !== 'group' && /^(All|Any) of these hold:$/.test(lead);
  return {
    heading: `Inclusion rule ${i + 1}: ${name?.text ?? ''}${rule.isOff ? ' (off)' : ''}`,
    sentences: [
      ...lines.flatMap((one) => nodeSentences(one, '')),
      ...(isPlain && only
        ? nodeSentences(only, '')
        : [
            { text: lead, path: `${rule.path}.expression` },
            ...members.flatMap((one, n) => nodeSentences(one, `${n + 1}.`)),
          ]),
    ],
  };
}
