import { type Category, words } from '../category.ts';
import { checked, hinted } from '../national/pattern.ts';

const called = words('phone', 'telephone', 'telefon\\w*', 'tel', 'mobile', 'cell', 'contact', 'cep');

const northAmerican = /^(?:\+?1[ .-]?)?\(?[2-9]\d{2}\)?[ .-]{0,2}[2-9]\d{2}[ .-]\d{4}$/;

export const telephone: Category = {
  letter: 'D',
  title: 'Telephone numbers',
  names: [
    {
      label: 'telephone number',
      strength: 'strong',
      pattern: words(
        '(?:tele|cell|mobile|home|work|office)?_?phones?',
        'tele?_?(?:no|num|number)?',
        'mobile_?(?:no|number)?',
        '(?:contact|cell|mobile|phone|telephone)_?(?:no|num|nbr|number)',
        'telefon(?:nummer|nr)?',
        'telefono',
        'handy(?:nummer|nr)?',
        'rufnummer',
        'pager',
        'msisdn',
      ),
      except: words('has', 'is', 'model', 'os', 'type'),
    },
  ],
  values: [
    {
      label: 'telephone number',
      proof: 'form',
      prefilter: '[2-9][0-9]{2}[ ).-]{1,3}[2-9][0-9]{2}[ .-][0-9]{4}',
      find: /(?<![\w.+-])(?:\+?1[ .-]?)?(?:\([2-9]\d{2}\)[ .-]{0,2}|[2-9]\d{2}[ .-]{1,2})[2-9]\d{2}[ .-]\d{4}(?=(?: ?(?:x|ext\.?) ?\d{1,6})?(?![\w-]|\.\d))/gi,
      isValid: (text) => northAmerican.test(text),
    },
    {
      label: 'international telephone number',
      proof: 'form',
      prefilter: '\\+[1-9][0-9 ().-]{7,}',
      find: /(?<![\w.+-])\+[1-9]\d{0,2}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d(?:[ .-]?\d){5,12}(?![\w]|[.-]\d)/g,
      isValid: (text) => {
        const digits = text.replace(/\D/g, '').length;
        return digits >= 8 && digits <= 15;
      },
    },
    // The last group of a drug code (NDC) has one or two digits.
    checked(
      'telephone number',
      '\\(?0\\d{1,4}\\)?(?:[ ./-]?\\d{2,4}){0,2}[ ./-]\\d{3,8}(?: \\d{2,3})?',
      (text) => text.replace(/\D/g, '').length >= 9 && text.replace(/\D/g, '').length <= 12,
      called,
      0.1,
    ),
    checked('telephone number', '0[1-9](?:[ .-]\\d{2}){4}|\\(\\d{2}\\) ?9?\\d{4}-\\d{4}', () => true, called),
    checked(
      'international telephone number',
      '00[1-9]\\d{0,2}(?:[ ()./-]{1,2}\\d{1,8}){2,5}',
      (text) => text.replace(/\D/g, '').length >= 11 && text.replace(/\D/g, '').length <= 17,
      called,
    ),
    hinted('telephone number', '[679]\\d{2}[ .-]\\d{3}[ .-]\\d{3}', called),
    {
      label: 'telephone number',
      proof: 'weak',
      prefilter: '[0-9]{7}',
      find: /(?<![\w.-])\d{10,11}(?![\w.-])/g,
      isValid: (text) => /^1?[2-9]\d{2}[2-9]\d{6}$|^0[1-9]\d{8,9}$|^1[3-9]\d{9}$|^5\d{9}$/.test(text),
      context: called,
    },
  ],
};
