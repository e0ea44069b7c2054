import { escapeHtml } from './escape-html.ts';
import type { OutwardFinding, OutwardProvenance } from './outward-finding.ts';
import type { MethodText, ReportInput } from './report-input.ts';

type Methods = NonNullable<ReportInput['methods']>;

/** The method of a finding, if one is known by its name; of all cohorts, the one of cohorts. */
export function methodOf({ kind, name }: OutwardProvenance, methods: Methods): MethodText {
  const key = kind === 'cohort' ? 'cohort' : name;
  return Object.hasOwn(methods, key) ? methods[key]! : { title: name, text: '' };
}

/** How it was computed: each method once, with the findings made by it. */
export function howHtml(findings: readonly OutwardFinding[], methods: Methods): string {
  const byTitle = new Map<string, { readonly text: string; readonly numbers: number[] }>();
  for (const [at, { provenance }] of findings.entries()) {
    const { title, text } = methodOf(provenance, methods);
    const known = byTitle.get(title) ?? { text, numbers: [] };
    known.numbers.push(at + 1);
    byTitle.set(title, known);
  }
  return [...byTitle]
    .map(([title, { text, numbers }]) => {
      const used = `${numbers.length === 1 ? 'Finding' : 'Findings'} ${numbers.join(', ')}`;
      return `<h3>${escapeHtml(title)} <span class="used">${used}</span></h3>${text === '' ? '' : `<p>${escapeHtml(text)}</p>`}`;
    })
    .join('');
}
