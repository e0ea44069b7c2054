import { canonicalJson } from './canonical-json.ts';
import { escapeHtml } from './escape-html.ts';
import type { OutwardFinding, OutwardProvenance } from './outward-finding.ts';

const code = (text: string): string => `<code>${escapeHtml(text)}</code>`;
const entry = (label: string, html: string): string => `<div><dt>${escapeHtml(label)}</dt><dd>${html}</dd></div>`;
const hashed = (name: string, hash: string | null): string =>
  hash === null ? escapeHtml(name) : `${escapeHtml(name)}<br>${code(hash)}`;

/** How each finding was made: method, parameters and SQL. `methods` are texts by name of analysis; all cohorts share “cohort”. */
export function methodsHtml(findings: readonly OutwardFinding[], methods: Readonly<Record<string, string>>): string {
  return findings
    .map(({ title, provenance }, at) => {
      const key = provenance.kind === 'cohort' ? 'cohort' : provenance.name;
      const method = Object.hasOwn(methods, key) ? `<p>${escapeHtml(methods[key]!)}</p>` : '';
      return `<h3>${at + 1}. ${escapeHtml(title)}</h3>${method}${parametersHtml(provenance)}${sqlHtml(provenance)}`;
    })
    .join('');
}

function parametersHtml({ kind, name, params }: OutwardProvenance): string {
  const values = Object.entries(params).map(([key, value]) => {
    const text = typeof value === 'string' ? value : canonicalJson(value);
    return `${escapeHtml(key)} ${code(text)}`;
  });
  const how = `${labelOf[kind]} ${code(name)}`;
  return `<p>${[how, ...values].join(', ')}.</p>`;
}

function sqlHtml({ sql }: OutwardProvenance): string {
  if (sql.length === 0) return '';
  const statements = sql.map((statement) => `<pre><code>${escapeHtml(statement.trim())}</code></pre>`);
  return `<details><summary>SQL that was run</summary>${statements.join('')}</details>`;
}

/** What the findings were made from, each source once, and the ledger's head: the foot of the report. */
export function provenanceHtml(findings: readonly OutwardFinding[], ledgerHead: string | null): string {
  const sources = new Set(findings.flatMap(({ provenance }) => sourceEntries(provenance)));
  const made = findings.map(({ id, provenance }) => entry('Finding', `${code(id)}, run ${escapeHtml(provenance.at)}`));
  const ledger = ledgerHead === null ? [] : [entry('Ledger head', code(ledgerHead))];
  return `<dl class="facts">${[...sources, ...made, ...ledger].join('')}</dl>${sealNote}`;
}

const sealNote =
  '<p class="note">The exact SQL, parameters and check of each finding stand beside this report, in findings/. ' +
  '<code>stillroom verify</code> recomputes the hash of every file.</p>';

function sourceEntries({
  dataset,
  datasetSha256,
  table,
  cohorts,
  model,
  regime,
  versions,
}: OutwardProvenance): string[] {
  const numbers = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    ...(dataset === null ? [] : [entry('Dataset', hashed(dataset, datasetSha256))]),
    ...(table === null ? [] : [entry('Table', hashed(table.file, table.sha256))]),
    ...cohorts.map((cohort) => entry('Cohort', hashed(cohort.name, cohort.fingerprint))),
    ...(model === null ? [] : [entry('Model', hashed(`${model.name} ${model.version}`, model.sha256))]),
    ...(regime === null ? [] : [entry('De-identified as', escapeHtml(regime))]),
    ...(numbers.length === 0 ? [] : [entry('Versions', escapeHtml(numbers.sort().join(', ')))]),
  ];
}

const labelOf = { cohort: 'Cohort definition', analysis: 'Analysis', model: 'Model task' } as const;
