import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../contract/failure.ts';
import { fileFailure, writeDurably } from './durable-file.ts';
import { fileNameOf, nameOfFile, requireFileName } from './file-name.ts';
import type { Change, Edit, Journal } from './journal.ts';

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

function put(path: string, text: string | null): void {
  if (text === null) rmSync(path, { force: true });
  else writeDurably(path, text);
}

/** All of the changes or, where one fails, none. What is written comes first: a full disk then shows before anything is removed. */
function carryOut(studyPath: string, changes: readonly Change[]): void {
  const done: Change[] = [];
  try {
    for (const change of [...changes].sort((a, b) => Number(a.after === null) - Number(b.after === null))) {
      put(join(studyPath, change.file), change.after);
      done.push(change);
    }
  } catch (error) {
    for (const { file, before } of done.reverse()) put(join(studyPath, file), before);
    throw error;
  }
}

const inverse = (changes: readonly Change[]): Change[] =>
  changes.map(({ file, before, after }) => ({ file, before: after, after: before }));

/** Finishes what a crash cut off, unless the file has moved on since. Whatever stands in the way, the study opens. */
function recover(studyPath: string, journal: Journal, { seq, label, changes }: Edit): string {
  try {
    const moved = changes.find(({ file, before, after }) => {
      const text = readFile(join(studyPath, file));
      return text !== before && text !== after;
    });
    if (moved) {
      journal.abandon(seq);
      return `“${label}” was interrupted and was left out: “${moved.file}” was changed since.`;
    }
    carryOut(studyPath, changes);
    journal.done(seq);
  } catch (error) {
    journal.abandon(seq);
    return `“${label}” was interrupted and could not be completed, so it was left out. ${Failure.from(error).message}`;
  }
  return `“${label}” was interrupted and has been completed.`;
}

/** `requireWritable` throws while the study may not be changed. */
export function openDocuments(
  studyPath: string,
  journal: Journal,
  requireWritable: () => void,
  recovered: string[],
): Documents {
  for (const edit of journal.unfinished()) recovered.push(recover(studyPath, journal, edit));

  function apply(kind: Edit['kind'], label: string, changes: readonly Change[]): void {
    const seq = journal.begin(kind, label, changes);
    try {
      carryOut(studyPath, changes);
    } catch (error) {
      // Half of it, where not even the old text could be put back, stays begun: the next opening completes it.
      if (changes.every(({ file, before }) => readFile(join(studyPath, file)) === before)) journal.abandon(seq);
      throw error;
    }
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

  const filesOf = (folder: string): string[] => {
    const path = join(studyPath, folder);
    return existsSync(path) ? readdirSync(path).filter((file) => file.endsWith('.json')) : [];
  };

  /** A file made by hand may spell its name in another way than Stillroom would. */
  function pathOf(folder: string, name: string): string {
    const files = filesOf(folder);
    const own = `${fileNameOf(name)}.json`;
    const file = files.includes(own) ? own : files.find((candidate) => nameOfFile(candidate) === name);
    return `${folder}/${file ?? own}`;
  }

  return {
    list: (folder) => [...new Set(filesOf(folder).map(nameOfFile))].sort((a, b) => a.localeCompare(b)),
    read: (folder, name) => readFile(join(studyPath, pathOf(folder, name))),
    edit(label, edits) {
      requireWritable();
      const changes = edits.map(({ folder, name, text }) => {
        if (text !== null) requireFileName(name);
        const file = pathOf(folder, name);
        return { file, before: readFile(join(studyPath, file)), after: text };
      });
      if (changes.every(({ before, after }) => before === after)) return;
      apply('edit', label, changes);
    },
    undo() {
      requireWritable();
      const edit = journal.undoable();
      if (!edit) throw new Failure('invalid_input', 'There is nothing to undo.');
      const changes = inverse(edit.changes);
      requireUnchanged(changes, edit.label);
      apply('undo', edit.label, changes);
      return edit.label;
    },
    redo() {
      requireWritable();
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
