// @vitest-environment happy-dom
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeWays } from './closed-ways.ts';

let open: () => void;
beforeEach(() => {
  document.body.innerHTML =
    '<table><tr><td id="cell">17</td></tr></table><pre data-may-copy><code id="sql">SELECT 1</code></pre><textarea id="field">typed</textarea><p id="line" draggable="true">a line</p>';
  open = closeWays(window);
});
afterEach(() => open());

const at = (id: string) => document.getElementById(id)!;
function select(from: string, to = from): void {
  document.getSelection()?.setBaseAndExtent(at(from).firstChild!, 0, at(to).firstChild!, 1);
}
/** Whether the window lets it happen. */
const happens = (id: string, event: Event) => at(id).dispatchEvent(event);
const once = (name: string) => new Event(name, { bubbles: true, cancelable: true });
const press = (key: string, init: KeyboardEventInit = { ctrlKey: true }) =>
  new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });

describe('what is on the screen', () => {
  it.each(['copy', 'cut'])('is not taken by %s, code and fields are', (name) => {
    select('cell');
    expect(happens('cell', once(name))).toBe(false);
    select('sql');
    expect(happens('sql', once(name))).toBe(true);
    expect(happens('field', once(name))).toBe(true);
  });

  it('is not taken by a selection that begins in code and ends in a table', () => {
    select('sql', 'cell');
    expect(happens('sql', once('copy'))).toBe(false);
    select('cell', 'sql');
    expect(happens('sql', once('copy'))).toBe(false);
  });

  it('is not dragged out; what the window itself moves is', () => {
    select('cell');
    expect(happens('cell', once('dragstart'))).toBe(false);
    expect(happens('line', once('dragstart'))).toBe(true);
  });

  it('is not printed or saved by a key', () => {
    expect(happens('cell', press('p'))).toBe(false);
    expect(happens('cell', press('S', { metaKey: true, shiftKey: true }))).toBe(false);
    expect(happens('field', press('p', {}))).toBe(true);
  });
});

const sources = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === 'node_modules' ? [] : sources(path);
    return /\.tsx?$/.test(name) && !/\.test\./.test(name) ? [path] : [];
  });

it('the clipboard is written in these places only: code, definitions and concept sets', () => {
  const writers = [...sources('renderer'), ...sources('core/analyses')].filter((path) =>
    /clipboard\s*\.\s*write|execCommand|ClipboardItem|setData\(/.test(readFileSync(path, 'utf8')),
  );
  expect(writers.sort()).toEqual([
    'renderer/kit/code.tsx',
    'renderer/rooms/cohorts/editor/definition-editor.tsx',
    'renderer/rooms/cohorts/editor/line-menu.tsx',
    'renderer/rooms/cohorts/use-cohort-commands.ts',
    'renderer/rooms/concepts/use-set-commands.ts',
    'renderer/rooms/ledger/copy-button.tsx',
  ]);
});

it('nothing in the window makes markup of text, saves a file or prints', () => {
  const doing = [...sources('renderer'), ...sources('core/analyses')].filter((path) =>
    /dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML|document\.write|createObjectURL|showSaveFilePicker|\.print\(/.test(
      readFileSync(path, 'utf8'),
    ),
  );
  expect(doing).toEqual([]);
});
