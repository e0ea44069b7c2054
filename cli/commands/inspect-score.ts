import { existsSync, readFileSync } from 'node:fs';
import { Failure } from '../../contract/index.ts';
import { readLabelled } from '../../core/deidentify/score/labelled-set.ts';
import { type IdentifierScore, type Scores, scoreLabelled } from '../../core/deidentify/score/score.ts';
import type { Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';

const share = (value: number | null): string => (value === null ? '–' : value.toFixed(3));

const line = ({ identifier, category, found, missed, wrong, recall, precision }: IdentifierScore) => [
  identifier,
  category,
  found + missed,
  found,
  missed,
  wrong,
  share(recall),
  share(precision),
];

/** Recall and precision of the gate's value patterns on labelled sets, per identifier; no text is repeated. */
export function scoreFiles(terminal: Terminal, files: readonly string[], isJson: boolean): void {
  const texts = files.flatMap((file) => {
    if (!existsSync(file)) throw new Failure('not_found', `There is no file “${file}”.`);
    return readLabelled(readFileSync(file, 'utf8'), file);
  });
  const scores = scoreLabelled(texts);
  if (isJson) terminal.print(JSON.stringify(scores));
  else printScores(terminal, scores);
}

function printScores(terminal: Terminal, scores: Scores): void {
  const head = ['identifier', 'A–R', 'held', 'found', 'missed', 'wrong', 'recall', 'precision'];
  const [fixed, open] = [true, false].map((wanted) => scores.identifiers.filter(({ isFixed }) => isFixed === wanted));
  terminal.print('With a check digit or a fixed form (strong evidence):\n');
  terminal.print(
    textTable(head, [...fixed!.map(line), line({ identifier: 'all', category: '', isFixed: true, ...scores.fixed })]),
  );
  if (open!.length > 0) {
    terminal.print('\nWithout (counts only by a column’s name, its share of values, or the words beside it):\n');
    terminal.print(textTable(head, open!.map(line)));
  }
  if (scores.unknown.length > 0) terminal.note(`No value pattern answers for ${scores.unknown.join(', ')}.`);
}
