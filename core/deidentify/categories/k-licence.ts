import { type Category, only, words } from '../category.ts';
import { isDea } from '../checksum/dea.ts';
import { isNpi } from '../checksum/npi.ts';
import { britishLicences } from '../national/britain.ts';
import { germanLicences } from '../national/germany.ts';
import { hinted } from '../national/pattern.ts';

const numbered = '(?:id|no|num|number)';

export const licence: Category = {
  letter: 'K',
  title: 'Certificate and licence numbers',
  names: [
    {
      label: 'licence or certificate number',
      strength: 'strong',
      pattern: words(
        'npi',
        `dea(?:_${numbered})?`,
        `licen[cs]e_?${numbered}`,
        `drivers?_?licen[cs]e(?:_${numbered})?`,
        'driving_licen[cs]e',
        'f(?:ue|ü)hrerschein\\w*',
        `dl_${numbered}`,
        `(?:certificate|registration)_${numbered}`,
      ),
      except: words('plate'),
    },
    { label: 'driving licence', strength: 'strong', textOnly: true, pattern: only('drivers', 'licen[cs]e') },
  ],
  values: [
    {
      label: 'provider number (NPI)',
      proof: 'checksum',
      prefilter: '\\b[12][0-9]{9}\\b|[12][0-9]{3}-[0-9]{3}-[0-9]{3}',
      find: /(?<![\w.-])(?:[12]\d{9}|[12]\d{3}-\d{3}-\d{3})(?![\w-]|\.\d)/g,
      isValid: isNpi,
      context: words('npi', 'provider', 'prescriber', 'physician', 'practitioner', 'doctor', 'care_site'),
    },
    {
      label: 'prescriber number (DEA)',
      proof: 'checksum',
      prefilter: '\\b[ABCDEFGHJKLMPRSTUX][A-Z9][0-9]{7}',
      find: /(?<![\w-])[ABCDEFGHJKLMPRSTUX][A-Z9]\d{7}(?![\w-])/gi,
      isValid: isDea,
      context: words('dea', 'provider', 'prescriber', 'physician', 'practitioner'),
    },
    ...britishLicences,
    ...germanLicences,
    hinted(
      'driving licence',
      '[A-Z]\\d{7,14}|\\d{7,14}|\\d{2}-?\\d{2}-?\\d{6}-?\\d{2}',
      words('drivers?', 'driving', 'licen[cs]e'),
    ),
  ],
};
