import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Failure } from '../../contract/failure.ts';
import { fileFailure, writeDurably } from './durable-file.ts';
import type { Change, Journal } from './journal.ts';

/** Any name a person gives as a file name every system takes, and back. */
export const fileNameOf = (name: string): string =>
  encodeURIComponent(name)
    .replace(/%20/g, ' ')
    .replace(/^\.|\.$|[*~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

export const nameOfFile = (file: string): string => decodeURIComponent(basename(file, '.json'));

/** The study's plain-text definitions: every change goes through the journal first and can be undone. */
export interface Documents {
  list(folder: string): string[];
  read(folder: string, name: string): string | null;
  /** Writes (`text`) or removes (null) definitions as one labelled edit. */
  edit(label: string, changes: readonly { folder: string; name: string; text: string | null }[]): void;
  undo(): string;
  redo(): string;
  undoLabel(): string | null;
  redoLabel(): string | null;
}

function readFile(path: string): string | null {
  if (!existsSync(path)) return null;
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw fileFailure(error, path);
  }
}

function carryOut(studyPath: string, changes: readonly Change[]): void {
  for (const { file, after } of changes) {
    const path = join(studyPath, file);
    if (after === null) rmSync(path, { force: true });
    else writeDurably(path, after);
  }
}

const inverse = (changes: readonly Change[]): Change[] =>
  changes.map(({ file, before, after }) => ({ file, before: after, after: before }));

export function openDocuments(studyPath: string, journal: Journal, writable: boolean, recovered: string[]): Documents {
  if (writable) {
    for (const edit of journal.unfinished()) {
      carryOut(studyPath, edit.changes);
      journal.done(edit.seq);
      recovered.push(`“${edit.label}” was interrupted and has been completed.`);
    }
  }

  function apply(kind: 'edit' | 'undo' | 'redo', label: string, changes: readonly Change[]): void {
    const seq = journal.begin(kind, label, changes);
    carryOut(studyPath, changes);
    journal.done(seq);
  }

  /** Undo must not overwrite what somebody changed by hand (or with git) since. */
  function requireUnchanged(changes: readonly Change[], label: string): void {
    for (const { file, before } of changes) {
      if (readFile(join(studyPath, file)) !== before) {
        throw new Failure(
          'conflict',
          `“${label}” can't be undone or redone: “${file}” was changed outside Stillroom since.`,
        );
      }
    }
  }

  const pathOf = (folder: string, name: string) => `${folder}/${fileNameOf(name)}.json`;

  return {
    list(folder) {
      const path = join(studyPath, folder);
      if (!existsSync(path)) return [];
      return readdirSync(path)
        .filter((file) => file.endsWith('.json'))
        .map(nameOfFile)
        .sort((a, b) => a.localeCompare(b));
    },
    read: (folder, name) => readFile(join(studyPath, pathOf(folder, name))),
    edit(label, edits) {
      const changes = edits.map(({ folder, name, text }) => {
        const file = pathOf(folder, name);
        return { file, before: readFile(join(studyPath, file)), after: text };
      });
      if (changes.every(({ before, after }) => before === after)) return;
      apply('edit', label, changes);
    },
    undo() {
      const edit = journal.undoable();
      if (!edit) throw new Failure('invalid_input', 'There is nothing to undo.');
      const changes = inverse(edit.changes);
      requireUnchanged(changes, edit.label);
      apply('undo', edit.label, changes);
      return edit.label;
    },
    redo() {
      const edit = journal.redoable();
      if (!edit) throw new Failure('invalid_input', 'There is nothing to redo.');
      requireUnchanged(edit.changes, edit.label);
      apply('redo', edit.label, edit.changes);
      return edit.label;
    },
    undoLabel: () => journal.undoable()?.label ?? null,
    redoLabel: () => journal.redoable()?.label ?? null,
  };
}
