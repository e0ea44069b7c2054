import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Each in two pieces, so that no source, nor what is built of it, has one whole. */
const whole = (...pieces: readonly string[]) => pieces.join('');

/** What every value of the walked data begins with that is more than a code or a year: nothing else has these. */
export const marks = {
  text: whole('Qx7', 'Kv'),
  number: whole('730', '118'),
  day: whole('198', '7-'),
  measured: whole('73.', '0118'),
} as const;

/** As text is written to files, and as Chromium's session files and databases also write it. */
const needles = Object.entries(marks).flatMap(([what, mark]) =>
  (['utf8', 'utf16le'] as const).map((encoding) => ({ what, bytes: Buffer.from(mark, encoding) })),
);

/** Which kinds of values stand in some bytes. */
export const marksIn = (bytes: Buffer): readonly string[] => [
  ...new Set(needles.filter((needle) => bytes.includes(needle.bytes)).map(({ what }) => what)),
];

/** The files that hold data because they are the data: the source, the study, the bundle and its report. */
const isData = /(^|\/)source\/|\.stillroom\/|\.zip$|\.html$/;

/** Every file below a folder, but the data themselves, in which a value of the data stands: `path: kinds of values`. */
export function markedFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => !isData.test(relative(folder, path)))
    .flatMap((path) => {
      const found = marksIn(readFileSync(path));
      return found.length > 0 ? [`${relative(folder, path)}: ${found.join(', ')}`] : [];
    });
}
