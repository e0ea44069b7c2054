import { additionalSection, entrySection } from './explain/entry.ts';
import { exitSection } from './explain/exit.ts';
import { groupSentences } from './explain/group.ts';
import type { Section } from './explain/sentence.ts';
import { conceptNames, setNames } from './explain/wording.ts';
import type { CheckedExpression } from './expression/cohort.ts';
import type { ConceptSet } from './expression/concept-set.ts';

export type { Section, Sentence } from './explain/sentence.ts';

/** A definition in plain English: sections of sentences, each with the JSON path it speaks of. */
export interface Explanation {
  readonly title?: string;
  readonly sections: readonly Section[];
}

/**
 * Puts a checked definition into plain English, saying persons or events for every number.
 *
 * @example explainCohort(parseExpression(json)).sections[0].sentences[0].text
 *   // “Persons enter with the first condition occurrence of “Sinusitis”.”
 */
export function explainCohort(expression: CheckedExpression): Explanation {
  const names = setNames(expression);
  const additional = additionalSection(expression, names);
  const sections = [
    entrySection(expression, names),
    ...(additional ? [additional] : []),
    ...ruleSections(expression),
    ...limitSection(expression),
    exitSection(expression, names),
    ...setSection(expression.conceptSets),
  ];
  return { ...(expression.title === null ? {} : { title: expression.title }), sections };
}

function ruleSections(expression: CheckedExpression): readonly Section[] {
  const names = setNames(expression);
  return expression.rules.map(({ name, description, group, path }, i) => ({
    heading: `Inclusion rule ${i + 1}${name ? `: ${name}` : ''}`,
    sentences: [
      ...(description ? [{ text: description, path: `${path}.description` }] : []),
      ...groupSentences(group, names),
    ],
  }));
}

function limitSection({ rules, expressionLimit }: CheckedExpression): readonly Section[] {
  const which = expressionLimit === 'All' ? 'all events' : `the ${expressionLimit.toLowerCase()} event`;
  const text =
    rules.length === 0
      ? `Of each person, ${which} start a cohort row.`
      : `Of each person, ${which} for which every inclusion rule holds start a cohort row.`;
  const sentence = expressionLimit === 'All' ? text : text.replace(' start a', ' starts a');
  return [{ heading: 'Rows', sentences: [{ text: sentence, path: '$.ExpressionLimit' }] }];
}

function setSection(sets: readonly ConceptSet[]): readonly Section[] {
  if (sets.length === 0) return [];
  return [{ heading: 'Concept sets', sentences: sets.map((set) => ({ text: setText(set), path: set.path })) }];
}

const mostShown = 8;

function setText({ id, name, items }: ConceptSet): string {
  const shown = items.slice(0, mostShown).map(({ concept, isExcluded, includeDescendants, includeMapped }) => {
    const extra = [includeDescendants ? 'descendants' : '', includeMapped ? 'mapped concepts' : ''].filter(Boolean);
    const label = conceptNames([concept]);
    return `${isExcluded ? 'without ' : ''}${label} (${concept.id}${extra.length > 0 ? `, with ${extra.join(' and ')}` : ''})`;
  });
  const more = items.length > mostShown ? [`and ${items.length - mostShown} more`] : [];
  return `“${name || `concept set ${id}`}”: ${[...shown, ...more].join('; ') || 'nothing'}.`;
}
