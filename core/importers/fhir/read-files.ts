import type { JobContext } from '../../../contract/context.ts';
import type { SourceFile } from '../source-files.ts';
import { all, isObject, type Json, type JsonObject, text } from './json.ts';
import { type Line, resourceLines } from './lines.ts';
import type { ResourceMapping } from './mapping.ts';
import { mappings } from './mappings.ts';
import { type LeftOver, leftOvers } from './paths.ts';
import { keyAt } from './reference.ts';
import type { Stage } from './stage.ts';

/** What reading counted: paths that nothing takes, by resource. */
export interface Counted {
  readonly unmapped: ReadonlyMap<string, number>;
}

/** Stands for the type of a line that is no resource. */
export const noResource = 'lines that are no resource';

interface Reader {
  readonly stage: Stage;
  readonly unmapped: Map<string, number>;
  readonly lookers: Map<string, (resource: JsonObject) => LeftOver>;
  rid: number;
}

interface Place {
  readonly file: string;
  readonly line: number;
}

/** Reads every file once, and lays its resources out in the stage. */
export async function readFiles(files: readonly SourceFile[], stage: Stage, context: JobContext): Promise<Counted> {
  const reader: Reader = { stage, unmapped: new Map(), lookers: new Map(), rid: 0 };
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  let done = 0;
  for (const file of files) {
    context.progress({ stage: `reading ${file.name}`, done, total });
    for await (const batch of resourceLines(file, context)) {
      for (const line of batch) await readLine(reader, file, line);
    }
    done += file.bytes;
  }
  await stage.flush();
  return { unmapped: reader.unmapped };
}

async function readLine(reader: Reader, file: SourceFile, line: Line): Promise<void> {
  const place: Place = { file: file.name, line: line.line };
  if (line.kind === 'broken') {
    return reader.stage.put('refused', { type: noResource, ...place, reason: line.reason });
  }
  if (text(line.resource, 'resourceType') !== 'Bundle') return readResource(reader, line.resource, place, null);
  for (const entry of all(line.resource, 'entry')) {
    const [resource] = all(entry, 'resource');
    if (isObject(resource)) await readResource(reader, resource, place, text(entry, 'fullUrl'));
  }
}

const isName = (type: string): boolean => /^[A-Z][A-Za-z]{1,63}$/.test(type);

async function readResource(reader: Reader, resource: JsonObject, place: Place, address: string | null): Promise<void> {
  const { stage } = reader;
  const type = text(resource, 'resourceType') ?? '';
  const refuse = (name: string, reason: string) => stage.put('refused', { rid, type: name, ...place, reason });
  const rid = ++reader.rid;
  if (!isName(type)) return refuse(noResource, 'The line has no resourceType.');
  const mapping = mappings.get(type);
  if (!mapping) {
    count(reader, type);
    return refuse(type, 'No table takes this type of resource.');
  }
  const id = text(resource, 'id') ?? address?.replace(/^urn:uuid:/, '') ?? null;
  if (id === null) return refuse(type, 'It has no id.');
  const mapped = resource.modifierExtension
    ? { refused: 'It has a modifier extension, which may mean the opposite of what it says.' }
    : mapping.map({ ...resource, id });
  if ('refused' in mapped) return refuse(type, mapped.refused);
  await stage.put('resources', { rid, type, id, ...place, updated: text(resource, 'meta.lastUpdated') });
  if (address?.startsWith('urn:uuid:')) await stage.put('alias', { rid, key: `${type}/${address.slice(9)}` });
  for (const [part, { into, row }] of mapped.entries()) await stage.put(into, { rid, part, ...row });
  await keepBeside(reader, mapping, resource, rid);
}

async function keepBeside(reader: Reader, mapping: ResourceMapping, resource: JsonObject, rid: number): Promise<void> {
  const looker = reader.lookers.get(mapping.type) ?? leftOvers(mapping);
  reader.lookers.set(mapping.type, looker);
  const { beside, unmapped } = looker(resource);
  const subject = subjectOf(resource, mapping.type);
  for (const [path, value] of beside) await reader.stage.put('beside', { rid, part: 0, path, value, subject });
  for (const path of unmapped) count(reader, `${mapping.type}.${path}`);
}

const subjectOf = (resource: Json, type: string): string | null =>
  type === 'Patient' ? `Patient/${text(resource, 'id')}` : keyAt(resource, ['subject', 'patient'], 'Patient');

function count({ unmapped }: Reader, path: string): void {
  unmapped.set(path, (unmapped.get(path) ?? 0) + 1);
}
