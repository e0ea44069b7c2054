import { assertNever } from '../../../contract/failure.ts';
import type { Attribute, Domain } from '../criteria/domain.ts';
import type { AttributeValue } from '../expression/attribute-value.ts';
import type { Period } from '../expression/period.ts';
import { conceptConditions } from './concept-choice.ts';
import { written } from './dialect.ts';
import { conceptsOf, type Scope } from './scope.ts';
import { dateComparison, dateLiteral, decimalComparison, textComparison, wholeComparison } from './value.ts';

/** The attribute of a domain that a value was read for. */
export function attributeOf(domain: Domain, value: AttributeValue): Attribute {
  return domain.attributes.find(({ name }) => name === value.name)!;
}

/** Columns of the domain's table that a value's conditions look at. */
export function columnsOf(attribute: Attribute): readonly string[] {
  switch (attribute.kind) {
    case 'date':
    case 'period':
      return [];
    case 'number':
    case 'flag':
      return attribute.columns ?? [];
    case 'text':
    case 'conceptSet':
      return [attribute.column];
    case 'concepts':
      return attribute.column.startsWith('c.') ? [attribute.column.slice(2)] : [];
    default:
      return assertNever(attribute, 'attribute');
  }
}

/** What a value asks, as SQL conditions on the row `c` and the tables joined to it. */
export function conditionsOf(scope: Scope, domain: Domain, value: AttributeValue): readonly string[] {
  const attribute = attributeOf(domain, value);
  switch (value.kind) {
    case 'date':
      return attribute.kind === 'date' ? [dateComparison(`c.${attribute.on}`, value.range)] : [];
    case 'number': {
      if (attribute.kind !== 'number') return [];
      const compare = attribute.whole ? wholeComparison : decimalComparison;
      return [compare(written(attribute.sql, scope.dialect), value.range)];
    }
    case 'text':
      return attribute.kind === 'text' ? [textComparison(scope.dialect, `c.${attribute.column}`, value.filter)] : [];
    case 'concepts':
      return attribute.kind === 'concepts'
        ? conceptConditions(scope, attribute.column, value.choice, value.exclude)
        : [];
    case 'conceptSet':
      return attribute.kind === 'conceptSet' ? [setCondition(scope, attribute, value.setId)] : [];
    case 'flag':
      return attribute.kind === 'flag' ? [attribute.sql] : [];
    case 'period':
      return holds(value.period);
    default:
      return assertNever(value, 'attribute value');
  }
}

function setCondition(scope: Scope, attribute: Attribute & { kind: 'conceptSet' }, setId: number): string {
  for (const table of attribute.reads ?? []) scope.table(table);
  const condition = attribute.condition ?? `c.${attribute.column} IN {concepts}`;
  return condition.replaceAll('{cdm}', scope.cdm).replaceAll('{concepts}', conceptsOf(scope, setId));
}

/** A user-defined period must lie within the period it is taken from. */
function holds({ startDate, endDate }: Period): readonly string[] {
  return [startDate, endDate]
    .filter((date) => date !== null)
    .map((date) => `${dateLiteral(date)} BETWEEN c.start_date AND c.end_date`);
}
