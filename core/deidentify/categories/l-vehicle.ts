import { type Category, words } from '../category.ts';
import { isVin } from '../checksum/vin.ts';
import { checked, hinted, lettersAndDigits, told } from '../national/pattern.ts';

const plate = words('plate', 'plates', 'vehicle\\w*', 'kennzeichen', 'plaka', 'registration', 'car', 'number_plate');

export const vehicle: Category = {
  letter: 'L',
  title: 'Vehicle identifiers and plates',
  names: [
    {
      label: 'vehicle identifier',
      strength: 'strong',
      pattern: words(
        'vin',
        'licen[cs]e_plate',
        'plate_(?:no|num|number)',
        'number_plate',
        'vehicle_(?:id|no|number|reg(?:istration)?)',
        '(?:kfz_?)?kennzeichen',
      ),
    },
  ],
  values: [
    {
      label: 'vehicle identification number',
      proof: 'checksum',
      prefilter: '\\b[A-HJ-NPR-Z0-9]{17}\\b',
      find: /(?<![\w-])(?=\d*[A-Z])(?=[A-Z]*\d)[A-HJ-NPR-Z0-9]{17}(?![\w-])/gi,
      isValid: isVin,
      context: words('vin', 'vehicle'),
    },
    checked(
      'vehicle registration (United Kingdom)',
      '[A-HJ-PR-Y][A-HJ-PR-Y](?:0[2-9]|[12]\\d|5[1-9]|[67]\\d) ?[A-HJ-PR-Z]{3}',
      () => true,
      plate,
      0.1,
      '\\b[A-Z]{2}[0-9]{2} ?[A-Z]{3}\\b',
    ),
    hinted(
      'vehicle registration',
      '[A-ZÄÖÜ]{1,3}[ -][A-Z]{1,2}[ -]?\\d{1,4}[EH]?|\\d{2} [A-Z]{1,3} \\d{2,4}|[A-Z]{3}-\\d{3}[A-Z]{2}|[A-Z]{2}\\d{2}[A-Z]{1,2}\\d{4}',
      plate,
      undefined,
      lettersAndDigits,
    ),
    told(
      'number plate',
      'PLATE',
      '(?:licen[cs]e|number|registration) ?plates?(?: ?(?:no\\.?|number|#))?',
      '(?=[A-Z -]*\\d)[A-Z0-9]{1,4}[ -]?[A-Z0-9]{2,5}',
      { fewDigits: true },
    ),
  ],
};
