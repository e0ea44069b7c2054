import { type Category, words } from '../category.ts';
import { isVin } from '../checksum/vin.ts';

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
        'vehicle_(?:id|no|number|registration)',
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
  ],
};
