import { type Category, words } from '../category.ts';

export const url: Category = {
  letter: 'N',
  title: 'Web addresses',
  names: [
    {
      label: 'web address',
      strength: 'strong',
      textOnly: true,
      pattern: words('urls?', 'uri', 'web_?site', 'web_?page', 'home_?page', 'web_address'),
    },
  ],
  values: [
    {
      label: 'web address',
      fewDigits: true,
      proof: 'form',
      prefilter: '(HTTPS?|FTP|SFTP|FILE)://|WWW\\.[A-Z0-9-]+\\.[A-Z]',
      find: /(?<![\p{L}\p{N}])(?:(?:https?|s?ftp):\/\/[^\s/$.?#'"<>][^\s'"<>]*|www\.[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)/giu,
      isValid: () => true,
    },
    {
      label: 'web address',
      fewDigits: true,
      proof: 'form',
      prefilter: '[A-Z0-9]\\.(COM|ORG|NET|EDU|GOV|INFO|IO|ME)/',
      find: /(?<![\w@.-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:com|org|net|edu|gov|info|io|me)\/[^\s'"<>]+/gi,
      isValid: () => true,
    },
    {
      label: 'web address',
      fewDigits: true,
      proof: 'checksum',
      prefilter: '[A-Z0-9]\\.(COM|ORG|NET|EDU|GOV|INFO)\\b',
      find: /(?<![\w@.-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:com|org|net|edu|gov|info)(?![\w@.-])/gi,
      isValid: () => true,
      context: words('urls?', 'web_?site', 'web_?page', 'domain'),
    },
  ],
};
