import { assertNever } from '../../../contract/failure.ts';
import type { CheckedExpression } from '../expression/cohort.ts';
import { withArticle } from './criteria.ts';
import type { Section, Sentence } from './sentence.ts';
import { dayCount, type SetNames } from './wording.ts';

/** When persons leave, and how rows that touch are joined. */
export function exitSection(expression: CheckedExpression, names: SetNames): Section {
  return {
    heading: 'Exit',
    sentences: [strategySentence(expression, names), ...censoring(expression, names), ...joining(expression)],
  };
}

function strategySentence({ end }: CheckedExpression, names: SetNames): Sentence {
  switch (end.kind) {
    case 'observation':
      return { text: 'Persons leave when their observation period ends.', path: '$.EndStrategy' };
    case 'offset': {
      const when = end.days < 0 ? `${dayCount(-end.days)} before` : `${dayCount(end.days)} after`;
      const text = `Persons leave ${when} the event’s ${end.from}, or when their observation period ends if that is earlier.`;
      return { text, path: end.path };
    }
    case 'drugEra': {
      const supply = end.daysSupply === null ? '' : `, each exposure taken to last ${dayCount(end.daysSupply)}`;
      const later = end.offset === 0 ? '' : `, and ${dayCount(end.offset)} are added to its end`;
      const text = `Persons leave when their continuous exposure to ${names(end.setId)} ends: exposures up to ${dayCount(end.gapDays)} apart count as one${supply}${later}. They leave with their observation period if that is earlier.`;
      return { text, path: end.path };
    }
    default:
      return assertNever(end, 'end strategy');
  }
}

function censoring({ censoring }: CheckedExpression, names: SetNames): readonly Sentence[] {
  return censoring.map((criterion) => ({
    text: `They leave earlier with ${withArticle(criterion, names)} on or after the event’s start.`,
    path: criterion.path,
  }));
}

function joining({ eraPad, censorWindow }: CheckedExpression): readonly Sentence[] {
  const sentences = [
    {
      text:
        eraPad === 0
          ? 'Rows of one person that overlap or touch are joined into one.'
          : `Rows of one person at most ${dayCount(eraPad)} apart are joined into one.`,
      path: '$.CollapseSettings',
    },
  ];
  const { startDate, endDate } = censorWindow;
  if (startDate !== null || endDate !== null) {
    const span = [startDate === null ? '' : `from ${startDate}`, endDate === null ? '' : `to ${endDate}`];
    sentences.push({
      text: `Only time ${span.filter(Boolean).join(' ')} counts: rows are cut to it, and those outside are left out.`,
      path: '$.CensorWindow',
    });
  }
  return sentences;
}
