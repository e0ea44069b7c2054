import { sha256 } from './manifest.ts';
import type { OutwardFinding } from './outward-finding.ts';
import { newestTime } from './report-words.ts';

export const crateName = 'ro-crate-metadata.json';

/** The version of RO-Crate and of its profile that the examples of the Five Safes profile 0.4 conform to. */
export const crateContext = 'https://w3id.org/ro/crate/1.2-DRAFT';
export const fiveSafes = 'https://w3id.org/5s-crate/0.4';

interface Entity {
  readonly '@id': string;
  readonly '@type': string | readonly string[];
  readonly [member: string]: unknown;
}

const to = (id: string) => ({ '@id': id });
const status = (name: 'Completed' | 'Potential') => `http://schema.org/${name}ActionStatus`;
const term = (name: string) => to(`https://w3id.org/shp#${name}`);

/**
 * RO-Crate metadata of a bundle in the Five Safes profile 0.4, as it leaves for review: the requests with what they read and
 * made, the disclosure check that was carried out, the sign-off that is awaited. It says nothing that the files themselves do not
 * say. Nobody is named: who the researcher and the reviewer are, a study does not know.
 *
 * Source: TREvolution, Five Safes RO-Crate profile 0.4, https://w3id.org/5s-crate/0.4.
 */
export function crateOf(
  study: string,
  findings: readonly OutwardFinding[],
  files: ReadonlyMap<string, Uint8Array>,
): object {
  const graph: Entity[] = [
    { '@id': crateName, '@type': 'CreativeWork', about: to('./'), conformsTo: to(crateContext) },
    rootEntity(study, findings, files),
    { '@id': fiveSafes, '@type': 'Profile', name: 'Five Safes RO-Crate profile' },
    ...actors(study, findings),
    ...findings.flatMap((finding) => findingEntities(finding, files)),
    ...sources(findings),
    ...assessments(findings),
    ...[...files].map(([path, bytes]) => fileEntity(path, bytes)),
  ];
  return { '@context': `${crateContext}/context`, '@graph': graph };
}

const queryId = ({ id }: OutwardFinding): string => `#query-${id}`;
const folderId = ({ id }: OutwardFinding): string => `findings/${id}/`;

function rootEntity(
  study: string,
  findings: readonly OutwardFinding[],
  files: ReadonlyMap<string, Uint8Array>,
): Entity {
  const ofBundle = [...files.keys()].filter((path) => !path.startsWith('findings/'));
  return {
    '@id': './',
    '@type': 'Dataset',
    conformsTo: to(fiveSafes),
    name: study,
    description: 'Findings of a study, checked for disclosure.',
    datePublished: newestTime(findings),
    hasPart: [to('#workflow'), ...ofBundle.map(to), ...findings.map((finding) => to(folderId(finding)))],
    mainEntity: to('#workflow'),
    mentions: [...findings.map((finding) => to(queryId(finding))), to('#disclosure'), to('#sign-off')],
    sourceOrganization: to('#project'),
  };
}

function actors(study: string, findings: readonly OutwardFinding[]): Entity[] {
  const version = findings.map(({ provenance }) => provenance.versions.stillroom).find((one) => one !== undefined);
  return [
    {
      '@id': '#workflow',
      '@type': ['Dataset', 'SoftwareSourceCode'],
      name: 'The SQL and parameters of each finding',
      hasPart: findings.map((finding) => to(`${folderId(finding)}finding.json`)),
    },
    { '@id': '#project', '@type': 'Project', name: study, member: [to('#researcher')] },
    { '@id': '#researcher', '@type': 'Person', name: 'Researcher of the study', memberOf: [to('#project')] },
    { '@id': '#reviewer', '@type': 'Person', name: 'Reviewer of the bundle' },
    { '@id': '#stillroom', '@type': 'SoftwareApplication', name: 'Stillroom', softwareVersion: version },
  ];
}

function findingEntities(finding: OutwardFinding, files: ReadonlyMap<string, Uint8Array>): Entity[] {
  const { title, context, provenance } = finding;
  const folder = folderId(finding);
  const parts = [...files.keys()].filter((path) => path.startsWith(folder));
  const parameters = Object.keys(provenance.params).filter((key) => provenance.params[key] !== undefined);
  const parameterId = (key: string) => `${queryId(finding)}-${encodeURIComponent(key)}`;
  return [
    { '@id': folder, '@type': 'Dataset', name: title, description: context, hasPart: parts.map(to) },
    {
      '@id': queryId(finding),
      '@type': 'CreateAction',
      actionStatus: status('Completed'),
      name: title,
      agent: to('#researcher'),
      instrument: to('#workflow'),
      endTime: provenance.at,
      object: [...sourceIds(finding).map(to), ...parameters.map((key) => to(parameterId(key)))],
      result: [to(folder)],
    },
    ...parameters.map((key) => ({
      '@id': parameterId(key),
      '@type': 'PropertyValue',
      name: key,
      value: textOf(provenance.params[key]),
    })),
  ];
}

const textOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : value;

const datasetId = (hash: string): string => `#dataset-${hash.slice(0, 16)}`;

const sourceIds = ({ provenance: { datasetSha256, table } }: OutwardFinding): string[] =>
  [datasetSha256, table?.sha256 ?? null].flatMap((hash) => (hash === null ? [] : [datasetId(hash)]));

/** What was read stays where it is: it is named with its hash, and is no part of the crate. */
function sources(findings: readonly OutwardFinding[]): Entity[] {
  const named = findings.flatMap(({ provenance: { dataset, datasetSha256, table, regime } }) => [
    ...(dataset === null || datasetSha256 === null ? [] : [[datasetSha256, dataset, regime ?? ''] as const]),
    ...(table === null ? [] : [[table.sha256, table.file, regime ?? ''] as const]),
  ]);
  return [...new Map(named.map((one) => [one[0], one])).values()].map(([hash, name, regime]) => ({
    '@id': datasetId(hash),
    '@type': 'Dataset',
    name,
    sha256: hash,
    ...(regime !== '' && { description: regime }),
  }));
}

function assessments(findings: readonly OutwardFinding[]): Entity[] {
  const rules = [...new Set(findings.map(({ checked }) => checked.policy.name))].join(', ');
  const about = { object: [to('./'), to('#project')] };
  return [
    {
      '@id': '#disclosure',
      '@type': 'AssessAction',
      additionalType: term('DisclosureCheck'),
      name: `Disclosure check by the rules “${rules}”: carried out`,
      endTime: newestTime(findings),
      ...about,
      instrument: to('#rules'),
      agent: to('#stillroom'),
      actionStatus: status('Completed'),
    },
    {
      '@id': '#sign-off',
      '@type': 'AssessAction',
      additionalType: term('SignOff'),
      name: 'Sign-off by a reviewer: awaited, and recorded in a file of its own',
      ...about,
      instrument: to('#rules'),
      agent: to('#reviewer'),
      actionStatus: status('Potential'),
    },
    { '@id': '#rules', '@type': 'CreativeWork', name: `Disclosure rules “${rules}”` },
  ];
}

const formats: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  json: 'application/json',
  svg: 'image/svg+xml',
  html: 'text/html',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const fileEntity = (path: string, bytes: Uint8Array): Entity => ({
  '@id': path,
  '@type': 'File',
  name: path.split('/').at(-1),
  encodingFormat: formats[path.split('.').at(-1) ?? ''],
  contentSize: String(bytes.length),
  sha256: sha256(bytes),
});
