import type { Finding } from '../../../contract/findings.ts';

const fixed = ['kind', 'align', 'status', 'action', 'id', 'createdAt'];

/** The same finding with every text in it replaced: titles, context, labels, notes, SQL, versions. For tests. */
export function withText(finding: Finding, text: string): Finding {
  const replaced = JSON.stringify(finding, (key, value: unknown) =>
    typeof value === 'string' && !fixed.includes(key) ? text : value,
  );
  return JSON.parse(replaced) as Finding;
}
