import type { InclusionRule } from '../expression/cohort.ts';
import { addMasked } from './attrition.ts';
import { ruleColumn } from './rules.ts';
import type { Scope } from './scope.ts';

/**
 * The inclusion statistics as a table to read: step 0 is the entry event, then one row a rule with what it holds for,
 * what it alone excludes, and what it and all before it leave. The events are read once, which Spark needs: it works out a
 * step again wherever it is read.
 */
export function attritionTable(scope: Scope, events: string, rules: readonly InclusionRule[]): string {
  const { steps, dialect } = scope;
  const ties = ['start_date', 'source_id', 'source', 'op_end_date', 'mask'].map(dialect.ascending).join(', ');
  const ranked = steps.add({
    name: 'ranked',
    note: 'the best event of each person, and how many first rules hold in a row for any of them',
    body: [
      'SELECT mask,',
      `  row_number() OVER (PARTITION BY person_id ORDER BY missed, first_rule, ${ties}) = 1 AS is_best,`,
      '  max(in_a_row) OVER (PARTITION BY person_id) AS in_a_row',
      `FROM ${addMasked(
        steps,
        events,
        rules.map((_, i) => ruleColumn(i)),
      )}`,
    ].join('\n'),
  });
  const counts = steps.add({
    name: 'mask_counts',
    note: 'events by the rules that hold for them; bit i stands for rule i + 1',
    body: `SELECT mask, is_best, in_a_row, count(*) AS n\nFROM ${ranked}\nGROUP BY mask, is_best, in_a_row`,
  });
  return [
    'SELECT r.step, r.rule,',
    [
      total('(c.mask & r.bit) = r.bit', 'events'),
      total('c.is_best AND (c.mask & r.bit) = r.bit', 'persons'),
      total('c.mask = r.others', 'events_lost_by_it_alone'),
      total('c.is_best AND c.mask = r.others', 'persons_lost_by_it_alone'),
      total('(c.mask & r.so_far) = r.so_far', 'events_left'),
      total('c.is_best AND c.in_a_row >= r.step', 'persons_left'),
    ].join(',\n'),
    `FROM ${addRuleList(scope, rules)} r`,
    `LEFT JOIN ${counts} c ON TRUE`,
    'GROUP BY r.step, r.rule',
    'ORDER BY r.step',
  ].join('\n');
}

function addRuleList({ steps, dialect }: Scope, rules: readonly InclusionRule[]): string {
  const all = 2n ** BigInt(rules.length) - 1n;
  const values = ['entry events', ...rules.map(({ name }) => name)].map((name, i) => {
    const bit = i === 0 ? 0n : 2n ** BigInt(i - 1);
    const others = i === 0 ? -1n : all - bit;
    return `(${i}, ${dialect.text(name)}, ${bit}, ${others}, ${2n ** BigInt(i) - 1n})`;
  });
  return steps.add({
    name: 'rules',
    note: 'the rules: the bit of each, all bits but that, and the bits of it and all before it',
    body: `SELECT * FROM (VALUES\n  ${values.join(',\n  ')}\n) AS r (step, rule, bit, others, so_far)`,
  });
}

const total = (condition: string, name: string) =>
  `  CAST(sum(CASE WHEN ${condition} THEN c.n ELSE 0 END) AS BIGINT) AS ${name}`;
