import { type Category, words } from '../category.ts';
import { isCryptoAddress } from '../checksum/base58.ts';
import { isCard } from '../checksum/card.ts';
import { digitsOf, weightedSum } from '../checksum/digits.ts';
import { ibanCountries, ibanLength, isIban } from '../checksum/iban.ts';
import { checked, hinted, told } from '../national/pattern.ts';

const numbered = '(?:id|no|num|number|nbr)';

/** ABA: weights 3 7 1, modulo 10. */
const isRouting = (text: string): boolean => weightedSum(digitsOf(text), [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0;

/** Whether `text` begins with an IBAN; the next word may follow, but no letter or digit of a longer code. No UUID does. */
function beginsWithIban(text: string): boolean {
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-/i.test(text)) return false;
  const length = ibanLength(text.slice(0, 2));
  let taken = 0;
  let end = 0;
  while (end < text.length && taken < length) if (/[^ -]/.test(text[end++]!)) taken++;
  return !/[A-Z0-9]/i.test(text[end] ?? '') && isIban(text.slice(0, end));
}

export const account: Category = {
  letter: 'J',
  title: 'Account numbers',
  names: [
    {
      label: 'account number',
      strength: 'strong',
      pattern: words(
        `(?:account|acct|bank_account|hospital_account|billing_account|guarantor)_?${numbered}`,
        'iban',
        'konto_?(?:nummer|nr)',
        `(?:credit|debit|bank)_?card(?:_?${numbered})?`,
        `card_${numbered}`,
        `routing_${numbered}`,
      ),
    },
    { label: 'account', strength: 'weak', pattern: words('account', 'acct') },
  ],
  values: [
    {
      label: 'IBAN',
      proof: 'form',
      prefilter: '\\b[A-Z]{2}[0-9]{2}[ -]?[A-Z0-9]{4}[ -]?[A-Z0-9]{4}',
      find: new RegExp(`(?<![\\w-])(?:${ibanCountries})\\d{2}(?:[ -]?[A-Z0-9]){11,30}`, 'gi'),
      isValid: beginsWithIban,
    },
    {
      label: 'payment card number',
      proof: 'form',
      prefilter: '[0-9]{4}[ -][0-9]{4}[ -][0-9]{4}[ -][0-9]{4}|3[47][0-9]{2}[ -][0-9]{6}[ -][0-9]{5}',
      find: /(?<![\w-])(?:\d{4}([ -])\d{4}\1\d{4}\1\d{4}|3[47]\d{2}([ -])\d{6}\2\d{5})(?![\w-])/g,
      isValid: isCard,
    },
    {
      label: 'payment card number',
      proof: 'checksum',
      prefilter: '\\b[0-9]{12,19}\\b',
      find: /(?<![\w.-])\d{12,19}(?![\w-]|\.\d)/g,
      isValid: isCard,
      context: words('card', 'cc', 'credit', 'debit', 'payment'),
    },
    checked(
      'bank routing number (United States)',
      '(?:0\\d|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)\\d{2}(-?)\\d{4}\\1\\d',
      isRouting,
      words('routing', 'aba', 'routing_?\\w*', 'rtn'),
    ),
    {
      label: 'cryptocurrency address',
      fewDigits: true,
      proof: 'form',
      prefilter: '\\b(?:[13][A-Z0-9]{25,34}|BC1[A-Z0-9]{25,87})\\b',
      find: /(?<![\w-])(?:[13][1-9A-HJ-NP-Za-km-z]{25,34}|bc1[02-9ac-hj-np-z]{25,87})(?![\w-])/g,
      isValid: isCryptoAddress,
    },
    told(
      'account number',
      '(ACC(OUN)?T|KONTO).{0,12}[0-9]{5}',
      '(?:account|acct)\\.? ?(?:no\\.?|number|num|nbr|#|:)|konto(?:nummer|nr\\.?)',
      '[A-Z]{0,2}\\d{6,17}',
    ),
    hinted('bank account number', '\\d{8,17}', words('bank', 'account', 'acct')),
  ],
};
