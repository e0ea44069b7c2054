// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { register, runCommand } from './registry.ts';
import { formatKeys, listenForShortcuts, matches } from './shortcuts.ts';

const press = (key: string, change: Partial<KeyboardEvent> = {}) => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...change,
});

describe('chords', () => {
  it('takes Ctrl and ⌘ alike', () => {
    expect(matches('mod+k', press('k', { ctrlKey: true }))).toBe(true);
    expect(matches('mod+k', press('k', { metaKey: true }))).toBe(true);
    expect(matches('mod+k', press('k'))).toBe(false);
  });

  it('tells Ctrl Z from Ctrl Shift Z', () => {
    expect(matches('mod+z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(false);
    expect(matches('mod+shift+z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(true);
  });

  it('knows digits by their place, whatever the layout types', () => {
    expect(matches('alt+1', press('¡', { altKey: true, code: 'Digit1' }))).toBe(true);
    expect(matches('alt+1', press('&', { altKey: true, code: 'Digit1' }))).toBe(true);
  });

  it('knows signs by what they type, whatever Shift they take', () => {
    expect(matches('?', press('?', { shiftKey: true, code: 'Slash' }))).toBe(true);
    expect(matches('?', press('?', { code: 'KeyM' }))).toBe(true);
  });

  it('prints them for the machine', () => {
    expect(formatKeys('mod+shift+z', false)).toBe('Ctrl Shift Z');
    expect(formatKeys('mod+k', true)).toBe('⌘K');
  });
});

describe('the listener', () => {
  let stop: (() => void)[] = [];
  afterEach(() => {
    for (const one of stop) one();
    stop = [];
    document.body.innerHTML = '';
  });
  const key = (target: EventTarget, init: KeyboardEventInit) =>
    target.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }));

  it('runs the command of a key, but leaves typing alone', () => {
    const undo = vi.fn();
    const palette = vi.fn();
    stop = [
      listenForShortcuts(window),
      register('test', [
        { id: 'undo', title: 'Undo', group: 'Edit', keys: 'mod+z', run: undo },
        { id: 'palette', title: 'Palette', group: 'Help', keys: 'mod+k', isEverywhere: true, run: palette },
      ]),
    ];
    document.body.innerHTML = '<input>';
    const input = document.querySelector('input')!;
    key(input, { key: 'z', ctrlKey: true });
    key(input, { key: 'k', ctrlKey: true });
    expect(undo).not.toHaveBeenCalled();
    expect(palette).toHaveBeenCalledOnce();
    key(document.body, { key: 'z', ctrlKey: true });
    expect(undo).toHaveBeenCalledOnce();
  });

  it('is silent while a dialog is open', () => {
    const run = vi.fn();
    stop = [
      listenForShortcuts(window),
      register('test', [{ id: 'help', title: 'Help', group: 'Help', keys: '?', run }]),
    ];
    document.body.innerHTML = '<div data-modal></div>';
    key(document.body, { key: '?' });
    expect(run).not.toHaveBeenCalled();
  });

  it('does not run what is unavailable', () => {
    const run = vi.fn();
    stop = [register('test', [{ id: 'redo', title: 'Redo', group: 'Edit', unavailable: 'Nothing to redo.', run }])];
    expect(runCommand('redo')).toBe(false);
    expect(runCommand('unknown')).toBe(false);
    expect(run).not.toHaveBeenCalled();
  });
});
