import { type Category, only, words } from '../category.ts';

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
    {
      label: 'e-mail address',
      strength: 'strong',
      textOnly: true,
      pattern: only('mail', 'mail_?addr(?:ess)?', 'courriel', 'correo'),
    },
  ],
  values: [
    {
      label: 'e-mail address',
      fewDigits: true,
      proof: 'form',
      prefilter: '@[A-Z0-9-]+(\\.[A-Z0-9-]+)*\\.[A-Z]',
      find: /[\p{L}\p{N}._%+'-]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}][\p{L}\p{N}-]*[\p{L}\p{N}]/gu,
      isValid: (text) => text.length <= 254,
    },
    {
      // Written so that machines do not find it.
      label: 'e-mail address',
      fewDigits: true,
      proof: 'form',
      prefilter: `[\\[({<] ?(AT|@|Æ) ?[\\])}>]|[\\[({ ](DOT|PUNKT)[\\])} ] ?(COM|ORG|NET|EDU|GOV|INFO|IO|DE|FR|IT|ES|NL|CO|AC|UK)\\b`,
      find: /[\p{L}\p{N}._%+-]+ ?[[({<] ?(?:at|@|æ) ?[\])}>] ?[\p{L}\p{N}-]+(?: ?(?:\.|[[({<] ?(?:dot|punkt|\.) ?[\])}>]| dot ) ?[\p{L}\p{N}-]+)+|[\p{L}\p{N}._%+-]+ (?:at|@) [\p{L}\p{N}-]+(?:(?: dot |\.)[\p{L}\p{N}-]+)* dot (?:com|org|net|edu|gov|info|io|de|fr|it|es|nl|uk)(?![\p{L}\p{N}])/giu,
      isValid: (text) => text.length <= 254,
    },
  ],
};
