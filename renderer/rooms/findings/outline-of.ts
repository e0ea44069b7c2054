import type { Provenance } from '../../../contract/findings.ts';
import { findingsText } from '../../text/findings.ts';

const t = findingsText.words;

/** What a finding's context may begin with: what was done, of whom, on which data. No number of the result is in it. */
export function outlineOf({ kind, name, cohorts, dataset, table }: Provenance): string {
  const what = kind === 'cohort' ? findingsText.inspector.kinds.cohort : name.replaceAll('-', ' ');
  const named = kind === 'cohort' ? `“${name}”` : cohorts.map((cohort) => `“${cohort.name}”`).join(', ');
  const whom = named === '' ? '' : t.whom(named);
  const source = dataset ?? table?.file;
  return t.outlineOf(`${what.charAt(0).toUpperCase()}${what.slice(1)}`, whom, source ? t.on(`“${source}”`) : '');
}
