import { type Option, typeWord } from '../../kit/index.ts';

/** A column to choose, with its type in a word. */
export const columnOption = ({ name, type }: { readonly name: string; readonly type: string }): Option => ({
  value: name,
  label: name,
  note: typeWord(type),
});
