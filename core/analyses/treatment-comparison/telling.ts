import { rocAuc } from '../../inference/metrics.ts';
import type { Design } from './design.ts';
import { telling } from './limits.ts';

/** Labels of what by itself tells, or nearly tells, who got the treatment. */
export function tellingTerms({ terms }: Design, arm: Uint8Array): string[] {
  return terms
    .filter(({ values }) => {
      const auc = rocAuc(values, arm) ?? 0.5;
      return Math.max(auc, 1 - auc) > telling;
    })
    .map(({ label }) => label);
}
