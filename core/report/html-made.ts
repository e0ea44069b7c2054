import { parameterWords } from '../../contract/parameter-words.ts';
import { canonicalJson } from './canonical-json.ts';
import { escapeHtml } from './escape-html.ts';
import { code, entry, hashed, sourceEntries } from './html-entry.ts';
import { methodOf } from './html-methods.ts';
import type { OutwardFinding, OutwardProvenance } from './outward-finding.ts';
import type { ReportInput } from './report-input.ts';
import { timeText } from './report-words.ts';

/** How each finding was made: when, with which parameters, by which SQL. */
export function madeHtml(findings: readonly OutwardFinding[], methods: NonNullable<ReportInput['methods']>): string {
  return findings
    .map(({ id, title, provenance }, at) => {
      const facts = [
        entry(labelOf[provenance.kind], escapeHtml(methodOf(provenance, methods).title)),
        entry('Computed', escapeHtml(timeText(provenance.at))),
        ...(provenance.cohorts.length === 0
          ? []
          : [entry('Cohorts', provenance.cohorts.map(({ name }) => escapeHtml(name)).join('<br>'))]),
        ...parameters(provenance),
        entry('In the bundle', code(`findings/${id}/`)),
      ];
      return `<h3>${at + 1}. ${escapeHtml(title)}</h3><dl class="facts">${facts.join('')}</dl>${sqlHtml(provenance)}`;
    })
    .join('');
}

const parameters = ({ params }: OutwardProvenance): string[] =>
  parameterWords(params).map(({ name, text, value }) =>
    entry(name, text === null ? code(canonicalJson(value)) : escapeHtml(text)),
  );

function sqlHtml({ sql }: OutwardProvenance): string {
  if (sql.length === 0) return '';
  const statements = sql.map((statement) => `<pre tabindex="0"><code>${escapeHtml(statement.trim())}</code></pre>`);
  return `<details><summary>SQL that was run</summary>${statements.join('')}</details>`;
}

/** What the findings were made from and with, each thing once. */
export function provenanceHtml(findings: readonly OutwardFinding[]): string {
  const provenances = findings.map(({ provenance }) => provenance);
  const entries = new Set([
    ...provenances.flatMap(sourceEntries),
    ...provenances.flatMap(({ cohorts }) => cohorts.map((one) => entry('Cohort', hashed(one.name, one.fingerprint)))),
    ...provenances.flatMap(({ model }) =>
      model === null ? [] : [entry('Model', hashed(`${model.name} ${model.version}`, model.sha256))],
    ),
    ...provenances.flatMap(({ versions }) => versionsEntry(versions)),
  ]);
  return `<dl class="facts">${[...entries].join('')}</dl>`;
}

function versionsEntry(versions: OutwardProvenance['versions']): string[] {
  const numbers = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return numbers.length === 0 ? [] : [entry('Versions', escapeHtml(numbers.sort().join(', ')))];
}

const labelOf = { cohort: 'Cohort definition', analysis: 'Analysis', model: 'Model task' } as const;

/** For a reader who was given the bundle: what there is beside this report, and how to see that nothing was changed. */
export const checkingHtml = [
  '<p>In its bundle this report has beside it the same tables as Word and Excel files, and in <code>findings/</code> ',
  'each table as CSV, each figure as SVG, and each finding’s exact parameters, SQL and check as JSON.</p>',
  '<p><code>stillroom verify</code> with the bundle’s file name needs nothing else: it recomputes the hash of every file, ',
  'checks the signature over them and the signed head of the study’s ledger, and prints the fingerprint of the key that ',
  'signed. Compare that fingerprint with the one the researcher gives you by another way.</p>',
  '<p>Hashes under Provenance are SHA-256. A cohort’s is of its sorted rows, and is left out where the cohort is small.</p>',
].join('');
