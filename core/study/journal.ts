import { statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
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
  z.object({ kind: z.literal('done'), seq: z.number().int() }),
]);
type Line = z.infer<typeof line>;
export type Edit = Exclude<Line, { kind: 'done' }>;

export interface Journal {
  /** Writes an edit down before any file changes; call `done` when the files are written. */
  begin(kind: Edit['kind'], label: string, changes: readonly Change[]): number;
  done(seq: number): void;
  /** Edits that were written down and perhaps not carried out, oldest first: the crash happened between. */
  unfinished(): readonly Edit[];
  undoable(): Edit | null;
  redoable(): Edit | null;
}

const keptEdits = 200;
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

/** Opens `journal.ndjson`: every edit of a definition, so that a crash loses nothing and undo survives closing. */
export function openJournal(studyPath: string, writable: boolean, recovered: string[]): Journal {
  const path = pathOf(studyPath);
  const lines = load(studyPath, writable, recovered);
  const undo: Edit[] = [];
  const redo: Edit[] = [];
  const open = new Map<number, Edit>();
  let last = 0;

  function take(entry: Line): void {
    last = Math.max(last, entry.seq);
    if (entry.kind === 'done') {
      open.delete(entry.seq);
      return;
    }
    open.set(entry.seq, entry);
    if (entry.kind === 'edit') {
      undo.push(entry);
      redo.length = 0;
    } else if (entry.kind === 'undo') {
      const taken = undo.pop();
      if (taken) redo.push(taken);
    } else {
      const taken = redo.pop();
      if (taken) undo.push(taken);
    }
  }
  for (const entry of lines) take(entry);

  if (writable && open.size === 0 && lines.length > keptEdits * 4) {
    const kept = undo.slice(-keptEdits).flatMap((entry): Line[] => [
      { ...entry, kind: 'edit' },
      { kind: 'done', seq: entry.seq },
    ]);
    writeDurably(path, kept.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  }

  return {
    begin(kind, label, changes) {
      const entry: Edit = { kind, seq: last + 1, at: new Date().toISOString(), label, changes: [...changes] };
      appendDurably(path, JSON.stringify(entry));
      take(entry);
      return entry.seq;
    },
    done(seq) {
      appendDurably(path, JSON.stringify({ kind: 'done', seq }));
      take({ kind: 'done', seq });
    },
    unfinished: () => [...open.values()],
    undoable: () => undo.at(-1) ?? null,
    redoable: () => redo.at(-1) ?? null,
  };
}
