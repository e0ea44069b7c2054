import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobContext } from '../../../../contract/context.ts';
import { Failure } from '../../../../contract/failure.ts';
import type { Connection } from '../../../engine/database.ts';
import { stopIfCancelled } from '../../cancelled.ts';
import { plainCopyFolder } from '../../reading/stage-catalog.ts';
import type { SourceFile } from '../../source-files.ts';
import { sheetCsv } from './sheet-csv.ts';
import { openWorkbook } from './workbook.ts';

/** A workbook is read whole into memory, unpacked to at most 512 MB. */
const mostBytes = 200 * 1024 * 1024;

export interface Sheet {
  readonly name: string;
  /** The sheet as CSV in the connection's private spill folder, under the workbook's own name. */
  readonly csv: SourceFile;
}

/** Sheets with a header and rows, each put to CSV, so that they are read as any other. */
export async function xlsxSheets(file: SourceFile, connection: Connection, context: JobContext): Promise<Sheet[]> {
  if (file.bytes > mostBytes) {
    throw new Failure('unsupported', `“${file.name}” is larger than 200 MB. Save its sheets as CSV and import these.`);
  }
  const folder = await plainCopyFolder(connection);
  if (!folder)
    throw new Failure(
      'unsupported',
      `“${file.name}” would have to be unpacked onto the disk in the clear, which an encrypted study never does. Save its sheets as CSV and import these.`,
    );
  const book = openWorkbook(file, await readFile(file.path));
  const sheets: Sheet[] = [];
  for (const { name, xml } of book.sheets) {
    stopIfCancelled(context);
    const text = sheetCsv(xml, book);
    if (text === null) continue;
    const path = join(folder, `sheet-${randomBytes(6).toString('hex')}.csv`);
    await writeFile(path, text, { mode: 0o600 });
    sheets.push({ name, csv: { ...file, path } });
  }
  return sheets;
}
