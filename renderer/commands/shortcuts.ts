import { allCommands, type Command } from './registry.ts';

export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

interface Chord {
  readonly mod: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly key: string;
}

/** `mod+shift+z` → its parts. */
export function parseChord(keys: string): Chord {
  const parts = keys.toLowerCase().split('+');
  return {
    mod: parts.includes('mod'),
    alt: parts.includes('alt'),
    shift: parts.includes('shift'),
    key: parts.at(-1) ?? '',
  };
}

/**
 * Does a key press mean this chord? Digits are told by their place on the keyboard, because Alt and other layouts change
 * what they type; signs such as `?` by what they type, whatever Shift it takes.
 */
export function matches(keys: string, press: KeyPress): boolean {
  const chord = parseChord(keys);
  if (chord.mod !== (press.ctrlKey || press.metaKey) || chord.alt !== press.altKey) return false;
  if (/^\d$/.test(chord.key)) return press.code === `Digit${chord.key}` && !press.shiftKey;
  const isSign = chord.key.length === 1 && !/[a-z]/.test(chord.key);
  return press.key.toLowerCase() === chord.key && (isSign || chord.shift === press.shiftKey);
}

const names: Readonly<Record<string, string>> = { enter: '↵', escape: 'Esc', arrowup: '↑', arrowdown: '↓' };

/** As printed beside a command: `Ctrl K`, on a Mac `⌘K`. */
export function formatKeys(keys: string, isMac = navigator.platform.startsWith('Mac')): string {
  const { mod, alt, shift, key } = parseChord(keys);
  const name = names[key] ?? (key.length === 1 ? key.toUpperCase() : `${key[0]?.toUpperCase()}${key.slice(1)}`);
  if (isMac) return `${mod ? '⌘' : ''}${alt ? '⌥' : ''}${shift ? '⇧' : ''}${name}`;
  return [mod && 'Ctrl', alt && 'Alt', shift && 'Shift', name].filter(Boolean).join(' ');
}

const isEditable = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));

const isBlocked = (command: Command, event: KeyboardEvent) => isEditable(event.target) && !command.isEverywhere;

/** One listener for all shortcuts. Silent while a dialog is open. */
export function listenForShortcuts(target: Window): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || target.document.querySelector('[data-modal]')) return;
    const command = allCommands().find((one) => one.keys && matches(one.keys, event));
    if (!command || isBlocked(command, event)) return;
    event.preventDefault();
    if (!command.unavailable) command.run();
  };
  target.addEventListener('keydown', onKeyDown);
  return () => target.removeEventListener('keydown', onKeyDown);
}
