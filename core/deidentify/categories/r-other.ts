import { type Category, words } from '../category.ts';
import { americanNumbers } from '../national/americas.ts';
import { asianNumbers } from '../national/asia.ts';
import { britishNumbers } from '../national/britain.ts';
import { easternNumbers } from '../national/eastern-europe.ts';
import { germanNumbers } from '../national/germany.ts';
import { nordicNumbers } from '../national/nordic.ts';
import { oceaniaNumbers } from '../national/oceania-africa.ts';
import { told } from '../national/pattern.ts';
import { southernNumbers } from '../national/southern-europe.ts';
import { westernNumbers } from '../national/western-europe.ts';

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
        'tax_?(?:id|payer_id|no|num|number)',
        'steuer_?(?:id|nummer|nr)',
        '(?:employee|student|military|voter|personnel|badge)_(?:id|no|num|nbr|number)',
        'personn?ummer',
        'personal_?(?:nummer|ausweis\\w*)',
        'cpr(?:_?(?:nr|no|number))?',
        'codice_fiscale',
        'nino?_(?:no|number)',
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
  values: [
    ...americanNumbers,
    ...britishNumbers,
    ...germanNumbers,
    ...nordicNumbers,
    ...westernNumbers,
    ...southernNumbers,
    ...easternNumbers,
    ...asianNumbers,
    ...oceaniaNumbers,
    told(
      'passport',
      'PASSPORT.{0,12}[0-9]{5}',
      'passport(?: ?(?:no\\.?|number|num|#))?',
      '(?=[A-Z]{0,2}\\d)[A-Z0-9]{7,9}',
    ),
  ],
};
