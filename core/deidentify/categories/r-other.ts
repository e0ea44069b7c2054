import { type Category, words } from '../category.ts';

export const other: Category = {
  letter: 'R',
  title: 'Any other identifying number, characteristic or code',
  names: [
    {
      label: 'identifying number',
      strength: 'strong',
      pattern: words(
        'passport(?:_(?:id|no|num|number))?',
        'national_?(?:id|identifier|insurance)(?:_(?:no|number))?',
        'tax_?(?:id|payer_id)',
        '(?:employee|student|military|voter)_(?:id|no|number)',
        'user_?name',
        'login',
        'nino',
        'aadhaar',
      ),
    },
    {
      label: 'identifying code',
      strength: 'weak',
      pattern: words('accession_(?:no|num|number)', 'bar_?code', 'study_subject_code'),
    },
  ],
  values: [],
};
