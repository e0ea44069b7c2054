import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import type { Connection } from '../engine/database.ts';
import type { Importer } from './importer.ts';
import type { SourceFile } from './source-files.ts';

const modules = import.meta.glob<{ importer: Importer }>('./*/importer.ts', { eager: true });

/** Every importer, found by its folder. */
export const importers: readonly Importer[] = Object.values(modules).map((module) => module.importer);

export interface Detected {
  readonly importer: Importer;
  readonly confidence: number;
}

/**
 * The importer that `format` names, or the one that is surest of these files. Failure `invalid_input` for an unknown
 * format, `unsupported` where no importer knows the files.
 */
export async function chooseImporter(
  files: readonly SourceFile[],
  format: string | undefined,
  connection: Connection,
  context: JobContext,
): Promise<Detected> {
  const known = importers.map((importer) => importer.name).join(', ');
  const candidates = format === undefined ? importers : importers.filter((importer) => importer.name === format);
  if (candidates.length === 0) {
    throw new Failure('invalid_input', `There is no format “${format}”. Known formats: ${known}.`);
  }
  const detected: Detected[] = [];
  for (const importer of candidates) {
    detected.push({ importer, confidence: await importer.detect(files, connection, context) });
  }
  const best = detected.reduce((a, b) => (b.confidence > a.confidence ? b : a));
  if (best.confidence > 0 || format !== undefined) return best;
  const names = files.slice(0, 5).map((file) => file.name);
  throw new Failure(
    'unsupported',
    files.length === 0
      ? 'There is no file in that folder.'
      : `None of these files belongs to a format Stillroom reads (${known}): ${names.join(', ')}${files.length > 5 ? ' …' : ''}.`,
    { files: names },
  );
}
