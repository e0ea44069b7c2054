import { statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../../contract/failure.ts';
import { appendDurably, writeDurably } from './durable-file.ts';
import { cutTornLine, readLines } from './lines.ts';

/** One file of the study before and after an edit; null where it does not exist. */
const change = z.object({ file: z.string(), before: z.string().nullable(), after: z.string().nullable() });
export type Change = z.infer<typeof change>;

const line = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['edit', 'undo', 'redo']),
    seq: z.number().int(),
    at: z.string(),
    label: z.string(),
    changes: z.array(change),
  }),
  z.object({ kind: z.enum(['done', 'abandoned']), seq: z.number().int() }),
]);
type Line = z.infer<typeof line>;
export type Edit = Extract<Line, { changes: unknown }>;

export interface Journal {
  /** Writes an edit down before any file changes; call `done` when the files are written. */
  begin(kind: Edit['kind'], label: string, changes: readonly Change[]): number;
  done(seq: number): void;
  /** Takes back an edit whose files are as they were before it: it counts as never made. */
  abandon(seq: number): void;
  /** Edits that were written down and perhaps not carried out, oldest first: the crash happened between. None in a read-only study. */
  unfinished(): readonly Edit[];
  undoable(): Edit | null;
  redoable(): Edit | null;
}

const keptEdits = 200;

/** An edit is written down with all of its text: a definition of a megabyte takes three. */
const mostBytes = 64 * 2 ** 20;
const pathOf = (studyPath: string) => join(studyPath, 'journal.ndjson');

function parse(text: string): Line | null {
  try {
    const result = line.safeParse(JSON.parse(text));
    return result.success ? result.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function load(studyPath: string, writable: boolean, recovered: string[]): Line[] {
  const path = pathOf(studyPath);
  const { lines, tornBytes } = readLines(path);
  if (writable && tornBytes > 0) {
    cutTornLine(path, tornBytes, statSync(path).size);
    recovered.push('The last edit was interrupted while it was written down and is lost.');
  }
  const parsed = lines.map(parse);
  const unreadable = parsed.filter((entry) => entry === null).length;
  if (unreadable > 0) recovered.push(`${unreadable} lines of journal.ndjson could not be read and were left out.`);
  return parsed.filter((entry) => entry !== null);
}

interface Standing {
  readonly undo: Edit[];
  readonly redo: Edit[];
  /** Begun and neither done nor abandoned. */
  readonly open: Map<number, Edit>;
  last: number;
}

function take({ undo, redo, open }: Standing, entry: Edit): void {
  open.set(entry.seq, entry);
  if (entry.kind === 'edit') {
    undo.push(entry);
    redo.length = 0;
    return;
  }
  const taken = (entry.kind === 'undo' ? undo : redo).pop();
  if (taken) (entry.kind === 'undo' ? redo : undo).push(taken);
}

/** What the lines come to; an abandoned edit leaves no trace, not even on what could be redone before it. */
function standingAfter(lines: readonly Line[]): Standing {
  const abandoned = new Set(lines.flatMap((entry) => (entry.kind === 'abandoned' ? [entry.seq] : [])));
  const standing: Standing = { undo: [], redo: [], open: new Map(), last: 0 };
  for (const entry of lines) {
    standing.last = Math.max(standing.last, entry.seq);
    if (entry.kind === 'done') standing.open.delete(entry.seq);
    else if ('changes' in entry && !abandoned.has(entry.seq)) take(standing, entry);
  }
  return standing;
}

const textOf = (lines: readonly Line[]): string => lines.map((entry) => `${JSON.stringify(entry)}\n`).join('');

function latest(edits: readonly Edit[], most: number): Edit[] {
  let room = most;
  let first = edits.length;
  while (first > 0 && edits.length - first < keptEdits) {
    room -= Buffer.byteLength(textOf([edits[first - 1]!]));
    if (room < 0 && first < edits.length) break;
    first -= 1;
  }
  return edits.slice(first);
}

/** False where the disk was too full for it. */
function ifRoom(write: () => void): boolean {
  try {
    write();
    return true;
  } catch (error) {
    if (error instanceof Failure && error.code === 'disk_full') return false;
    throw error;
  }
}

/** Opens `journal.ndjson`: every edit of a definition, so that a crash loses nothing and undo survives closing. */
export function openJournal(studyPath: string, writable: boolean, recovered: string[], most = mostBytes): Journal {
  const path = pathOf(studyPath);
  let lines = load(studyPath, writable, recovered);
  let standing = standingAfter(lines);

  /** Leaves the latest edits that can be undone, as many as fit in half of the room there is. */
  function shorten(): void {
    lines = latest(standing.undo, most / 2).flatMap((entry): Line[] => [
      { ...entry, kind: 'edit' },
      { kind: 'done', seq: entry.seq },
    ]);
    writeDurably(path, textOf(lines));
    standing = { ...standingAfter(lines), last: standing.last };
  }

  const isLong = () => lines.length > keptEdits * 4 || statSync(path).size > most;
  if (writable && standing.open.size === 0 && lines.length > 0 && isLong()) shorten();

  function append(entry: Line): void {
    appendDurably(path, JSON.stringify(entry));
    lines.push(entry);
  }

  return {
    begin(kind, label, changes) {
      const at = new Date().toISOString();
      const entry: Edit = { kind, seq: standing.last + 1, at, label, changes: [...changes] };
      append(entry);
      standing.last = entry.seq;
      take(standing, entry);
      return entry.seq;
    },
    done(seq) {
      // Without room for this line the edit is made all the same: the next opening finds its files and writes the line.
      ifRoom(() => append({ kind: 'done', seq }));
      standing.open.delete(seq);
      if (standing.open.size === 0 && standing.redo.length === 0 && isLong()) ifRoom(shorten);
    },
    abandon(seq) {
      const { last } = standing;
      const begun = lines.at(-1);
      if (!ifRoom(() => append({ kind: 'abandoned', seq }))) {
        // A disk too full for a line still lets one be cut off.
        if (begun?.seq === seq) cutTornLine(path, Buffer.byteLength(textOf([begun])), statSync(path).size);
        lines = lines.filter((entry) => entry.seq !== seq);
      }
      standing = { ...standingAfter(lines), last };
    },
    unfinished: () => (writable ? [...standing.open.values()] : []),
    undoable: () => standing.undo.at(-1) ?? null,
    redoable: () => standing.redo.at(-1) ?? null,
  };
}
