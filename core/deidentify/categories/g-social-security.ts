import { type Category, words } from '../category.ts';
import { isItin, isSsn } from '../checksum/ssn.ts';

const called = words(
  'ssn',
  'ssn_?last_?4',
  'social',
  'social_security',
  'soc(?:ial)?_sec(?:_(?:no|num|nbr))?',
  'itin',
  'ssan',
);

export const socialSecurity: Category = {
  letter: 'G',
  title: 'Social Security numbers',
  names: [
    {
      label: 'Social Security number',
      strength: 'strong',
      pattern: words(
        'ssn',
        'ssn_?last_?4',
        'last_?4_?ssn',
        'social_security(?:_(?:no|num|number))?',
        'soc(?:ial)?_sec(?:_(?:no|num|nbr))?',
        'itin',
        'ssan',
      ),
    },
  ],
  values: [
    {
      label: 'Social Security number',
      proof: 'form',
      prefilter: '[0-9]{3}[-. ][0-9]{2}[-. ][0-9]{4}',
      find: /(?<![\w.-])\d{3}([-. ])\d{2}\1\d{4}(?![\w-]|\.\d)/g,
      isValid: isSsn,
    },
    {
      label: 'taxpayer number (ITIN)',
      proof: 'form',
      prefilter: '9[0-9]{2}[-. ]?[0-9]{2}[-. ]?[0-9]{4}',
      find: /(?<![\w.-])9\d{2}(?:-\d{2}-?| \d{2} )\d{4}(?![\w-]|\.\d)/g,
      isValid: isItin,
    },
    {
      label: 'nine digits',
      proof: 'weak',
      prefilter: '[0-9]{9}',
      find: /(?<![\w.-])\d{9}(?![\w.-])/g,
      isValid: isSsn,
      context: called,
    },
  ],
};
