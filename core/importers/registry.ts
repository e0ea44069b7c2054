import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import type { Connection } from '../engine/database.ts';
import { stopIfCancelled } from './cancelled.ts';
import { type Detection, type Importer, sure } from './importer.ts';
import type { SourceFile } from './source-files.ts';

const modules = import.meta.glob<{ importer: Importer }>('./*/importer.ts', { eager: true });

/** Every importer, found by its folder. */
export const importers: readonly Importer[] = Object.values(modules).map((module) => module.importer);

export interface Detected extends Detection {
  readonly importer: Importer;
}

/**
 * The importer that `format` names, or the one that is surest of these files. Failure `invalid_input` for an unknown
 * format and for files of two formats, `unsupported` where no importer knows the files.
 */
export async function chooseImporter(
  files: readonly SourceFile[],
  format: string | undefined,
  connection: Connection,
  context: JobContext,
): Promise<Detected> {
  if (files.length === 0) throw new Failure('unsupported', 'There is no file in that folder.');
  if (format !== undefined) return named(format, files, connection, context);
  const detected: Detected[] = [];
  for (const importer of importers) {
    stopIfCancelled(context);
    const detection = await importer.detect(files, connection, context);
    if (detection && detection.confidence > 0) detected.push({ ...detection, importer });
  }
  const best = detected.reduce<Detected | null>((a, b) => (a && a.confidence >= b.confidence ? a : b), null);
  if (!best) throw unknownFormat(files);
  const taken = new Set(best.files.map((file) => file.path));
  const other = detected.find(
    (one) => one !== best && one.confidence >= sure && !one.files.some((file) => taken.has(file.path)),
  );
  if (other) throw twoFormats(best, other);
  return best;
}

const known = (): string => importers.map((importer) => importer.name).join(', ');

async function named(
  format: string,
  files: readonly SourceFile[],
  connection: Connection,
  context: JobContext,
): Promise<Detected> {
  const importer = importers.find(({ name }) => name === format);
  if (!importer) throw new Failure('invalid_input', `There is no format “${format}”. Known formats: ${known()}.`);
  const detection = await importer.detect(files, connection, context);
  return { importer, ...(detection ?? { confidence: 0, reason: 'chosen by name', files: [] }) };
}

function unknownFormat(files: readonly SourceFile[]): Failure {
  const names = files.slice(0, 5).map((file) => file.name);
  return new Failure(
    'unsupported',
    `None of these files belongs to a format Stillroom reads (${known()}): ${names.join(', ')}${files.length > 5 ? ' …' : ''}.`,
    { files: names },
  );
}

function twoFormats(one: Detected, other: Detected): Failure {
  const shown = ({ importer, reason }: Detected) => `${importer.title} (${reason})`;
  return new Failure(
    'invalid_input',
    `Two formats are here: ${shown(one)} and ${shown(other)}. Choose the files of one, or say which format is meant ` +
      `(in a terminal: --format ${one.importer.name} or --format ${other.importer.name}); the other files then stay behind.`,
    { formats: [one.importer.name, other.importer.name] },
  );
}
