import { type Category, words } from '../category.ts';
import { americanHealth } from '../national/americas.ts';
import { germanHealth } from '../national/germany.ts';
import { oceaniaHealth } from '../national/oceania-africa.ts';

/** CMS: positions 2, 5, 8, 9 are letters, 3 and 6 either, without S, L, O, I, B, Z; the first digit is not 0. */
const mbi =
  '[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9][0-9]-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9][0-9]-?[AC-HJKMNP-RT-Y]{2}[0-9]{2}';
const numbered = '(?:id|no|num|number)';

export const healthPlan: Category = {
  letter: 'I',
  title: 'Health plan beneficiary numbers',
  names: [
    {
      label: 'health plan number',
      strength: 'strong',
      pattern: words(
        'mbi',
        'hicn',
        'mbr_?id',
        'versicherten_?(?:nummer|nr|id)',
        'kvnr',
        `(?:medicare|medicaid|member|subscriber|beneficiary|bene|insurance|insured|policy|health_plan|healthcard|health_card)_?${numbered}`,
      ),
    },
  ],
  values: [
    {
      label: 'Medicare beneficiary identifier',
      proof: 'form',
      prefilter: `\\b${mbi}`,
      find: new RegExp(`(?<![\\w-])${mbi}(?![\\w-])`, 'gi'),
      isValid: () => true,
    },
    ...germanHealth,
    ...americanHealth,
    ...oceaniaHealth,
  ],
};
