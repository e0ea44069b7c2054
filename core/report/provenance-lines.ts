import { parameterWords } from '../../contract/parameter-words.ts';
import { canonicalJson } from './canonical-json.ts';
import { methodOf } from './html-methods.ts';
import type { OutwardFinding, OutwardProvenance } from './outward-finding.ts';
import type { ReportInput } from './report-input.ts';
import { timeText } from './report-words.ts';
import { ruleText, withheldItems } from './withheld-words.ts';

/** A heading with lines of a label and a text: the last page of the Word file, the last sheet of the Excel file. */
export interface LineGroup {
  readonly heading: string;
  readonly lines: readonly (readonly [label: string, text: string])[];
}

type Line = LineGroup['lines'][number];

/** What the HTML report says around its results, as plain lines: on whom, how, what is not shown and why, made with what. */
export function provenanceLines(
  findings: readonly OutwardFinding[],
  methods: NonNullable<ReportInput['methods']>,
): LineGroup[] {
  const provenances = findings.map(({ provenance }) => provenance);
  return [
    {
      heading: 'On whom',
      lines: [...once(provenances.flatMap(sources)), ...once(provenances.flatMap(cohorts)).flat()],
    },
    ...findings.map((finding, at) => ({
      heading: `How: ${at + 1}. ${finding.title}`,
      lines: howLines(finding, methods),
    })),
    { heading: 'What is not shown, and why', lines: notShown(findings) },
    { heading: 'Made with', lines: once(provenances.flatMap(madeWith)) },
  ];
}

const once = <T>(items: readonly T[]): T[] => [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];

const withHash = (name: string, hash: string | null): string => (hash === null ? name : `${name}, SHA-256 ${hash}`);

function sources({ dataset, datasetSha256, table, regime }: OutwardProvenance): Line[] {
  return [
    ...(dataset === null ? [] : [['Dataset', withHash(dataset, datasetSha256)] as const]),
    ...(table === null ? [] : [['Table', withHash(table.file, table.sha256)] as const]),
    ...(regime === null ? [] : [['De-identified as', regime] as const]),
  ];
}

/** The lines of each cohort: what several have in common is said of each. */
const cohorts = ({ cohorts: all }: OutwardProvenance): Line[][] =>
  all.map(({ name, fingerprint, words = [] }): Line[] => [
    ['Cohort', withHash(name, fingerprint)] as const,
    ...words.map(({ heading, sentences }): Line => [heading, sentences.join(' ')]),
  ]);

function howLines({ provenance, context }: OutwardFinding, methods: NonNullable<ReportInput['methods']>): Line[] {
  const { title, text } = methodOf(provenance, methods);
  return [
    ...(context.trim() === '' ? [] : [['Context', context] as const]),
    ['Method', text === '' ? title : `${title}. ${text}`],
    ['Computed', timeText(provenance.at)],
    ...parameterWords(provenance.params).map(({ name, text, value }): Line => [name, text ?? canonicalJson(value)]),
  ];
}

function notShown(findings: readonly OutwardFinding[]): Line[] {
  let tables = 0;
  const items = findings.flatMap((finding) => {
    const first = tables + 1;
    tables += finding.checked.tables.length;
    return withheldItems(finding, first).map(({ what, reason, places }): Line => [what, `${reason} ${places}`.trim()]);
  });
  return [...once(findings.map(({ checked }): Line => ['Rules', ruleText(checked.policy)])), ...items];
}

function madeWith({ model, versions }: OutwardProvenance): Line[] {
  const numbers = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    ...(model === null ? [] : [['Model', withHash(`${model.name} ${model.version}`, model.sha256)] as const]),
    ...(numbers.length === 0 ? [] : [['Versions', numbers.sort().join(', ')] as const]),
  ];
}
