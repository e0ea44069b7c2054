import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { tables } from './hostile-folder.ts';
import { markedFiles, marks, marksIn } from './marks.ts';

const folder = mkdtempSync(join(tmpdir(), 'stillroom-marks-'));
afterAll(() => rmSync(folder, { recursive: true }));
const put = (path: string, bytes: string | Buffer) => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), bytes);
};

it('a value is found where a program left it, in the letters of a log and of a browser’s session file', () => {
  put('user/clean.log', 'A value could not be converted.');
  expect(markedFiles(folder)).toEqual([]);
  put('temp/deep/engine.log', `person ${marks.number}01 of ${marks.day}02-03`);
  put('walk/profile/Session_1', Buffer.from(`${marks.text}note`, 'utf16le'));
  put('walk/home/a.stillroom/data/rows', marks.measured);
  put('walk/source/person.csv', marks.text);
  expect(markedFiles(folder).toSorted()).toEqual(['temp/deep/engine.log: number, day', 'walk/profile/Session_1: text']);
});

it('every column of the walked data bears marks, but for codes and years', () => {
  const isCode = /concept_id|year_of_birth|_separation|valid_|(vocabulary|domain)_id|standard_|invalid_/;
  const unmarked = Object.entries(tables).flatMap(([table, [columns, rows]]) =>
    columns
      .filter((_, at) => !rows.every((row) => marksIn(Buffer.from(String(row[at]))).length > 0))
      .map((column) => `${table}.${column}`),
  );
  expect(unmarked.filter((column) => !isCode.test(column))).toEqual([]);
});
