import { type Category, words } from '../category.ts';

export const email: Category = {
  letter: 'F',
  title: 'E-mail addresses',
  names: [
    {
      label: 'e-mail address',
      strength: 'strong',
      textOnly: true,
      pattern: words('e_?mail', 'e_?mails', 'e_?mail_?addr(?:ess)?'),
    },
  ],
  values: [
    {
      label: 'e-mail address',
      proof: 'form',
      prefilter: '@[A-Z0-9-]+(\\.[A-Z0-9-]+)*\\.[A-Z]',
      find: /[\p{L}\p{N}._%+'-]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}][\p{L}\p{N}-]*[\p{L}\p{N}]/gu,
      isValid: (text) => text.length <= 254,
    },
  ],
};
