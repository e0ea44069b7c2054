import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';
import type { ErrorPlace } from './error-place.ts';

/** Underlines a place, or with null takes the underline away. */
export const markError = StateEffect.define<ErrorPlace | null>();

const underline = Decoration.mark({ class: 'cm-sql-error' });

/** The one underline under the word that DuckDB's message is about; gone with the next edit. */
export const errorMark = [
  StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update(marks, { effects, docChanged }) {
      const effect = effects.find((one) => one.is(markError));
      if (effect?.value) return Decoration.set([underline.range(effect.value.from, effect.value.to)]);
      return effect || docChanged ? Decoration.none : marks;
    },
    provide: (field) => EditorView.decorations.from(field),
  }),
  EditorView.theme({
    '.cm-sql-error': { textDecoration: 'underline wavy var(--madder)', textUnderlineOffset: '4px' },
  }),
];
