import { describe, expect, it } from 'vitest';
import type { ModelAnswers } from '../../state/model-form.ts';
import { signed } from './drivers.tsx';
import { blocksOf, spansOf } from './markdown.ts';
import { tprAt } from './roc-rates.ts';
import { rowsSource, stillThere, targetSource, whatIsMissing } from './use-model-question.ts';

const asked: ModelAnswers = {
  kind: 'cohort',
  cohort: 'a',
  outcome: 'b',
  fromDay: 1,
  toDay: 365,
  path: '',
  target: null,
  person: null,
  folds: 5,
  repeats: 2,
  seed: 1,
  groups: 0,
  madeRows: 0,
  plant: false,
  model: undefined,
};

describe('markdown', () => {
  it('becomes headings, paragraphs, lists, tables and code', () => {
    const text =
      '# Title\nOne\ntwo.\n\n- a\n  more\n- b\n1. c\n\n| x | y |\n|---|--:|\n| 1 | `2` |\n\n```\n<script>\n```';
    expect(blocksOf(text).map(({ kind }) => kind)).toEqual(['heading', 'paragraph', 'list', 'table', 'code']);
    expect(blocksOf(text)[1]).toEqual({ kind: 'paragraph', spans: [{ kind: 'text', text: 'One two.' }] });
    expect(blocksOf(text)[2]).toMatchObject({
      isOrdered: false,
      items: [[{ text: 'a more' }], [{ text: 'b' }], [{ text: 'c' }]],
    });
    expect(blocksOf(text)[3]).toMatchObject({ rows: [[[{ text: '1' }], [{ kind: 'code', text: '2' }]]] });
    expect(blocksOf(text)[4]).toEqual({ kind: 'code', text: '<script>' });
  });

  it('leaves HTML as text, and of a link only its words', () => {
    expect(spansOf('<img src=x> [see](https://example.org) **bold** *soft* snake_case_name')).toEqual([
      { kind: 'text', text: '<img src=x> ' },
      { kind: 'text', text: 'see' },
      { kind: 'text', text: ' ' },
      { kind: 'strong', text: 'bold' },
      { kind: 'text', text: ' ' },
      { kind: 'emphasis', text: 'soft' },
      { kind: 'text', text: ' snake_case_name' },
    ]);
  });

  it('ends with an unclosed fence, and with nothing', () => {
    expect(blocksOf('```\na')).toEqual([{ kind: 'code', text: 'a' }]);
    expect(blocksOf('')).toEqual([]);
  });
});

describe('a ROC curve read at a rate', () => {
  const points = [
    { fpr: 0, tpr: 0 },
    { fpr: 0, tpr: 0.3 },
    { fpr: 0.5, tpr: 0.8 },
    { fpr: 1, tpr: 1 },
  ];
  it('lies on the line between its points, and at the top of a step', () => {
    expect(tprAt(points, 0)).toBe(0.3);
    expect(tprAt(points, 0.25)).toBeCloseTo(0.55, 12);
    expect(tprAt(points, 1)).toBe(1);
    expect(tprAt([], 0.5)).toBe(0);
  });
});

describe('a question to the model', () => {
  it('names what is missing', () => {
    expect(whatIsMissing(asked, false)).toBeNull();
    expect(whatIsMissing({ ...asked, cohort: null }, false)).toMatch(/cohort first/);
    expect(whatIsMissing({ ...asked, outcome: 'a' }, false)).toMatch(/the cohort itself/);
    expect(whatIsMissing({ ...asked, fromDay: 400 }, false)).toMatch(/ends before it begins/);
    expect(whatIsMissing({ ...asked, kind: 'table' }, false)).toMatch(/table first/);
    expect(whatIsMissing({ ...asked, kind: 'table' }, true)).toMatch(/column to predict/);
  });

  it('forgets cohorts and columns that are gone', () => {
    const known = stillThere({ ...asked, target: 'y', person: 'id' }, [{ name: 'a' }], [{ name: 'id' }]);
    expect(known).toMatchObject({ cohort: 'a', outcome: null, target: null, person: 'id' });
  });

  it('of a table sends no cohort, and leaves out only columns that it has and does not name', () => {
    const question = {
      asked: { ...asked, kind: 'table' as const, path: '/t.csv', target: 'y', person: 'id' },
      dataset: 'sample',
      columns: ['id', 'y', 'copy', 'age'].map((name) => ({ name, type: 'DOUBLE' })),
      leftOut: ['copy', 'gone', 'y', 'id'],
    };
    const path = '/t.csv';
    expect(targetSource(question)).toEqual({ kind: 'table', path, target: 'y', person: 'id', exclude: ['copy'] });
    expect(rowsSource(question)).toEqual({ kind: 'table', path, person: 'id', exclude: ['copy', 'y'] });
  });

  it('of a cohort leaves features out by name, and of rows alone needs no outcome', () => {
    const question = { asked, dataset: 'sample', columns: [], leftOut: ['copy'] };
    expect(targetSource(question)).toMatchObject({ cohort: 'a', outcome: { cohort: 'b' }, exclude: ['copy'] });
    expect(rowsSource(question)).toEqual({ kind: 'cohort', dataset: 'sample', cohort: 'a', exclude: ['copy'] });
    expect(whatIsMissing({ ...asked, outcome: null }, false, 'rows')).toBeNull();
  });
});

it('a loss has a true minus, and none before zero', () => {
  expect([signed(0.1234), signed(-0.02), signed(-0.0001)]).toEqual(['0.123', '−0.020', '0.000']);
});
