import type { CheckedExpression } from '../expression/cohort.ts';
import { withArticle } from './criteria.ts';
import { groupSentences } from './group.ts';
import type { Section, Sentence } from './sentence.ts';
import { capitalised, dayCount, type SetNames } from './wording.ts';

/** Which events start a cohort entry, and which of a person's several are taken. */
export function entrySection({ entry }: CheckedExpression, names: SetNames): Section {
  const { criteria, limit, path } = entry;
  const [only] = criteria;
  const events: Sentence[] =
    criteria.length === 1 && only
      ? [{ text: `Persons enter with ${withArticle(only, names)}.`, path: only.path }]
      : [
          { text: `Persons enter with any of these ${criteria.length} kinds of event:`, path },
          ...criteria.map((one, i) => ({ text: `${i + 1}. ${capitalised(withArticle(one, names))}.`, path: one.path })),
        ];
  const kept =
    limit === 'All'
      ? 'All such events of a person count.'
      : `Only the ${limit.toLowerCase()} such event of each person counts.`;
  return {
    heading: 'Entry events',
    sentences: [...events, observed(entry), { text: kept, path: `${path}.PrimaryCriteriaLimit` }],
  };
}

function observed({ priorDays, postDays, path }: CheckedExpression['entry']): Sentence {
  const at = `${path}.ObservationWindow`;
  if (priorDays <= 0 && postDays <= 0)
    return { text: 'The event must lie in an observation period of the person.', path: at };
  const parts = [
    priorDays > 0 ? `at least ${dayCount(priorDays)} of observation before it` : '',
    postDays > 0 ? `at least ${dayCount(postDays)} after it` : '',
  ].filter(Boolean);
  return {
    text: `The event must lie in an observation period of the person, with ${parts.join(' and ')}.`,
    path: at,
  };
}

/** What the entry events are asked besides, before any inclusion rule. */
export function additionalSection(expression: CheckedExpression, names: SetNames): Section | null {
  const { additional, qualifiedLimit } = expression;
  if (additional === null) return null;
  const kept =
    qualifiedLimit === 'All'
      ? 'All events that remain count.'
      : `Of the events that remain, only the ${qualifiedLimit.toLowerCase()} of each person counts.`;
  return {
    heading: 'Restriction of the entry events',
    sentences: [...groupSentences(additional, names), { text: kept, path: '$.QualifiedLimit' }],
  };
}
