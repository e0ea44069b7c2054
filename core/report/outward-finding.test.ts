import { expect, it } from 'vitest';
import type { Finding } from '../../contract/findings.ts';
import { findingFiles } from './finding-files.ts';
import { renderReport } from './html.ts';
import { outwardFinding } from './outward-finding.ts';
import { exampleFindings } from './testing/example-findings.ts';

const print = 'c0ffee'.repeat(10);

function withCohort(persons: number | undefined): Finding {
  const finding = exampleFindings[0]!;
  const cohort = { name: 'Rare', fingerprint: print, ...(persons === undefined ? {} : { persons }) };
  return { ...finding, provenance: { ...finding.provenance, cohorts: [cohort] } };
}

const leaving = (finding: Finding): string =>
  Object.values(findingFiles(finding)).join('\n') + renderReport({ findings: [finding], study: 'S', methods: {} });

it('keeps the fingerprint of a cohort that is small, or of unknown size, in the study', () => {
  for (const persons of [undefined, 0, 1, 10, 11, 49]) expect(leaving(withCohort(persons))).not.toContain(print);
});

it('gives the fingerprint of a larger cohort, and never how many persons it has', () => {
  const finding = withCohort(8_317);
  expect(leaving(finding)).toContain(print);
  expect(leaving(finding)).not.toContain('8317');
  expect(outwardFinding(finding).provenance.cohorts).toEqual([{ name: 'Rare', fingerprint: print }]);
});
