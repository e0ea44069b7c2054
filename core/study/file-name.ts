import { basename } from 'node:path';
import { Failure } from '../../contract/failure.ts';

/** Any name a person gives as a file name every system takes, and back. */
export const fileNameOf = (name: string): string =>
  encodeURIComponent(name)
    .replace(/%20/g, ' ')
    .replace(/^\.|\.$|[*~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** The name a `.json` file stands for. A file named by hand may hold a `%` that encodes nothing: it is taken as it is. */
export function nameOfFile(file: string): string {
  const name = basename(file, '.json');
  try {
    return decodeURIComponent(name);
  } catch (error) {
    if (error instanceof URIError) return name;
    throw error;
  }
}

/** File systems take 255 bytes; an ending and a draft's suffix come on top of the name. */
const mostBytes = 200;

/** @throws Failure `invalid_input` when no file can carry the name. */
export function requireFileName(name: string): void {
  let bytes: number;
  try {
    bytes = fileNameOf(name).length;
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    throw new Failure('invalid_input', 'The name holds half a character, which no file name can. Type it again.');
  }
  if (bytes <= mostBytes) return;
  throw new Failure(
    'invalid_input',
    `The name “${name}” is too long: its file name would take ${bytes} bytes and ${mostBytes} are allowed. Letters beyond a-z take up to 12 bytes each. Choose a shorter name.`,
  );
}

/** As many characters as the contract lets a name have. */
const mostCharacters = 120;

const rename = 'Rename the file and open it again.';

/**
 * The name that a file gives to what is read from it: without the ending and the space around.
 *
 * @throws Failure `invalid_input` for a file whose name is none or too long.
 */
export function nameFromFile(path: string, ending: RegExp): string {
  const name = basename(path).replace(ending, '').trim();
  if (name === '') throw new Failure('invalid_input', `“${path}” has no name before its ending. ${rename}`);
  if (name.length > mostCharacters)
    throw new Failure('invalid_input', `“${path}” has a name of more than ${mostCharacters} characters. ${rename}`);
  requireFileName(name);
  return name;
}

/**
 * The names that files give to what is read from them.
 *
 * @throws Failure `invalid_input` for a file whose name is none or too long, and for two that give the same.
 */
export function namesFromFiles(paths: readonly string[], ending: RegExp): string[] {
  const names = paths.map((path) => nameFromFile(path, ending));
  for (const [i, name] of names.entries()) {
    const first = names.indexOf(name);
    if (first < i)
      throw new Failure(
        'invalid_input',
        `“${paths[i]}” and “${paths[first]}” would both be kept as “${name}”. ${rename}`,
      );
  }
  return names;
}
