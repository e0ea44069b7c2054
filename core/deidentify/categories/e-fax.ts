import { type Category, words } from '../category.ts';

/** A fax number looks like a telephone number: its values are found under D, only the name tells it apart. */
export const fax: Category = {
  letter: 'E',
  title: 'Fax numbers',
  names: [
    {
      label: 'fax number',
      strength: 'strong',
      pattern: words('fax', 'fax_?(?:no|num|number)', 'facsimile', 'telefax'),
    },
  ],
  values: [],
};
