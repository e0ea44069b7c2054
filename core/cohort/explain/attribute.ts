import { assertNever } from '../../../contract/failure.ts';
import { domains } from '../criteria/domains.ts';
import type { AttributeValue } from '../expression/attribute-value.ts';
import type { Criterion } from '../expression/criteria-tree.ts';
import type { ConceptChoice } from '../expression/demographic.ts';
import { andList, conceptNames, dateRange, numberRange, type SetNames, textMatch } from './wording.ts';

/** “unit mg/dL or from the concept set …”. */
export function choiceText(label: string, choice: ConceptChoice, exclude: boolean, names: SetNames): string {
  const parts: string[] = [];
  if (choice.list.length > 0) parts.push(`${label} ${exclude ? 'other than ' : ''}${conceptNames(choice.list)}`);
  if (choice.set !== null) {
    const { setId, isExclusion } = choice.set;
    if (setId === null) parts.push(isExclusion ? `no ${label} recorded` : `any ${label} recorded`);
    else parts.push(`${label} ${isExclusion ? 'not ' : ''}in ${names(setId)}`);
  }
  return andList(parts);
}

/** What a criterion asks of one attribute, to stand after “with”. */
export function attributeText(criterion: Criterion, value: AttributeValue, names: SetNames): string {
  const label = domains[criterion.domain].attributes.find(({ name }) => name === value.name)?.label ?? value.name;
  switch (value.kind) {
    case 'date':
      return `${label} ${dateRange(value.range)}`;
    case 'number':
      return `${label} ${numberRange(value.range)}`;
    case 'text':
      return `${label} ${textMatch(value.filter)}`;
    case 'concepts':
      return choiceText(label, value.choice, value.exclude, names);
    case 'conceptSet':
      return `${label} in ${names(value.setId)}`;
    case 'flag':
      return `a result that is ${label}`;
    case 'period':
      return periodText(value.period.startDate, value.period.endDate);
    default:
      return assertNever(value, 'attribute value');
  }
}

function periodText(start: string | null, end: string | null): string {
  const parts = [start === null ? null : `${start} as its start`, end === null ? null : `${end} as its end`];
  return `${andList(parts.filter((part) => part !== null))}, where the period holds that date`;
}
