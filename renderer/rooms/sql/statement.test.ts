import { PostgreSQL, sql } from '@codemirror/lang-sql';
import { EditorState } from '@codemirror/state';
import { expect, it } from 'vitest';
import { statementAt } from './statement.ts';

const state = (doc: string, anchor: number, head = anchor) =>
  EditorState.create({ doc, selection: { anchor, head }, extensions: [sql({ dialect: PostgreSQL })] });
const doc = 'SELECT 1;\n\nSELECT 2\nFROM person;\n';

it('runs the selection alone', () => {
  expect(statementAt(state(doc, 0, 8))).toEqual({ text: 'SELECT 1', from: 0 });
});

it('runs the statement at the cursor, without its semicolon', () => {
  expect(statementAt(state(doc, 3)).text).toBe('SELECT 1');
  expect(statementAt(state(doc, doc.indexOf('FROM')))).toEqual({ text: 'SELECT 2\nFROM person', from: 11 });
  expect(statementAt(state(doc, doc.length)).text).toBe('SELECT 2\nFROM person');
});

it('of nothing is nothing', () => {
  expect(statementAt(state('  \n', 0)).text).toBe('');
});
