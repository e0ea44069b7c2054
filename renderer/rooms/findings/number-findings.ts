import type { Finding } from '../../../contract/findings.ts';
import type { Numbers } from './finding-card.tsx';

/** Tables and figures are numbered through all findings, as in the report. */
export function numberFindings(findings: readonly Finding[]): readonly Numbers[] {
  let table = 1;
  let figure = 1;
  return findings.map(({ checked }) => {
    const own = { table, figure };
    table += checked.tables.length;
    figure += checked.curves.length;
    return own;
  });
}
