import { readFileSync, statSync } from 'node:fs';
import { Failure } from '../contract/index.ts';
import { shortestPassphrase } from '../contract/study.ts';

const largestFile = 4096;
let chosenFile: string | undefined;

/** Where the passphrase is read from in this run, in place of STILLROOM_PASSPHRASE_FILE. */
export function usePassphraseFile(path: string | undefined): void {
  chosenFile = path;
}

/** The content of a file, a pipe or `/dev/fd/3` without its last line end. A passphrase is never an argument: others see those. */
export function passphraseIn(path: string): string {
  try {
    if (statSync(path).size > largestFile)
      throw new Failure('invalid_input', `“${path}” is too long for a passphrase.`);
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    if (error instanceof Failure) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    throw new Failure(
      code === 'ENOENT' ? 'not_found' : 'unreadable',
      `The passphrase file “${path}” cannot be read (${code}).`,
    );
  }
}

const noTerminal = () =>
  new Failure(
    'passphrase',
    'The study is encrypted and there is no terminal to ask for its passphrase. Put it into a file that only you can read and name that with --passphrase-file or STILLROOM_PASSPHRASE_FILE; a pipe such as /dev/fd/3 will do.',
    { needed: true },
  );

/** Reads a line from the terminal without showing it. */
function askHidden(prompt: string): Promise<string> {
  const { stdin, stderr } = process;
  if (!stdin.isTTY) return Promise.reject(noTerminal());
  stderr.write(prompt);
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  stdin.resume();
  return new Promise((resolve, reject) => {
    let typed = '';
    const end = (settle: () => void) => {
      stdin.off('data', hear);
      stdin.setRawMode(false);
      stdin.pause();
      stderr.write('\n');
      settle();
    };
    const hear = (piece: string) => {
      for (const key of piece) {
        if (key === '\r' || key === '\n') return end(() => resolve(typed));
        if (key === '\u0003' || key === '\u0004') return end(() => reject(new Failure('cancelled', 'Cancelled.')));
        if (key === '\u007f' || key === '\b') typed = [...typed].slice(0, -1).join('');
        else if (key >= ' ') typed += key;
      }
    };
    stdin.on('data', hear);
  });
}

const given = () => chosenFile ?? process.env.STILLROOM_PASSPHRASE_FILE;

/** True where the passphrase is typed, so that a wrong one can be typed again. */
export const isTyped = (): boolean => given() === undefined;

/** The passphrase of a study: from the file that was named, or asked for. */
export async function askPassphrase(prompt: string): Promise<string> {
  const file = given();
  return file === undefined ? askHidden(prompt) : passphraseIn(file);
}

/** A new passphrase: from a file, or typed twice. @throws Failure `invalid_input` where it is too short or the two differ. */
export async function newPassphrase(file = given()): Promise<string> {
  const first = file === undefined ? await askHidden('New passphrase (it cannot be recovered): ') : passphraseIn(file);
  if (first.length < shortestPassphrase) {
    throw new Failure(
      'invalid_input',
      `The passphrase has fewer than ${shortestPassphrase} characters. Five words drawn at random are easy to keep and hard to guess.`,
    );
  }
  if (file === undefined && (await askHidden('The same again: ')) !== first)
    throw new Failure('invalid_input', 'The two passphrases differ. Nothing was changed.');
  return first;
}
