import { describe, expect, it } from 'vitest';
import { cellAfterKey } from './grid-keys.ts';

const shape = { rows: 1000, columns: 5, page: 20 };
const press = (key: string, ctrlKey = false) => ({ key, ctrlKey, metaKey: false });

describe('keys of the grid', () => {
  it.each([
    ['ArrowDown', { row: 11, column: 2 }],
    ['ArrowUp', { row: 9, column: 2 }],
    ['ArrowLeft', { row: 10, column: 1 }],
    ['ArrowRight', { row: 10, column: 3 }],
    ['PageDown', { row: 30, column: 2 }],
    ['PageUp', { row: 0, column: 2 }],
    ['Home', { row: 10, column: 0 }],
    ['End', { row: 10, column: 4 }],
  ])('%s', (key, place) => expect(cellAfterKey({ row: 10, column: 2 }, press(key), shape)).toEqual(place));

  it('goes to the corners with Ctrl', () => {
    expect(cellAfterKey({ row: 10, column: 2 }, press('End', true), shape)).toEqual({ row: 999, column: 4 });
    expect(cellAfterKey({ row: 10, column: 2 }, press('Home', true), shape)).toEqual({ row: 0, column: 0 });
  });

  it('reaches the header from the first row, and stops there', () => {
    expect(cellAfterKey({ row: 0, column: 0 }, press('ArrowUp'), shape)).toEqual({ row: -1, column: 0 });
    expect(cellAfterKey({ row: -1, column: 0 }, press('ArrowUp'), shape)).toEqual({ row: -1, column: 0 });
  });

  it('stays inside, and leaves other keys alone', () => {
    expect(cellAfterKey({ row: 999, column: 4 }, press('PageDown'), shape)).toEqual({ row: 999, column: 4 });
    expect(cellAfterKey({ row: 999, column: 4 }, press('ArrowRight'), shape)).toEqual({ row: 999, column: 4 });
    expect(cellAfterKey({ row: 1, column: 1 }, press('Tab'), shape)).toBeNull();
  });
});
