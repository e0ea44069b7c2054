import { isIPv4, isIPv6 } from 'node:net';
import { type Category, only, words } from '../category.ts';

/** `a::b` is also how fused genes are written: an address has a digit and three groups, or a reserved beginning. */
const isTelling = (text: string): boolean =>
  /^(?:fe[89ab][0-9a-f]|f[cd][0-9a-f]{2}|[23][0-9a-f]{3}):/i.test(text) ||
  (/\d/.test(text) && text.split(/:+/).filter(Boolean).length >= 3) ||
  /^::(?:1$|ffff:|\d+\.)/i.test(text);

export const ip: Category = {
  letter: 'O',
  title: 'IP addresses',
  names: [
    {
      label: 'IP address',
      strength: 'strong',
      textOnly: true,
      pattern: words('ip_?addr(?:ess)?', 'ipv[46]', '(?:client|remote|host)_ip'),
    },
    { label: 'IP address', strength: 'weak', textOnly: true, pattern: only('ip') },
  ],
  values: [
    {
      label: 'IP address',
      proof: 'form',
      prefilter: '[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}',
      find: /(?<![\w.-])(?:\d{1,3}\.){3}\d{1,3}(?![\w-]|\.\d)/g,
      // Chapter numbers have one digit throughout; enzyme classes (2.7.11.30) begin with 1 to 7 and go to three digits last.
      isValid: (text) => isIPv4(text) && /\d{2}/.test(text) && !/^[1-7]\.\d{1,2}\.\d{1,2}\.\d{1,3}$/.test(text),
    },
    {
      label: 'IP address',
      proof: 'weak',
      prefilter: '[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}',
      find: /(?<![\w.-])(?:\d{1,3}\.){3}\d{1,3}(?![\w-]|\.\d)/g,
      isValid: isIPv4,
      context: words('ip', 'ip_?addr(?:ess)?', 'ipv4', 'host'),
    },
    {
      label: 'IP address',
      fewDigits: true,
      proof: 'form',
      prefilter: '::|([0-9A-F]{1,4}:){7}',
      find: /(?<![\w:.])[0-9a-f:]*:[0-9a-f:]*:(?:[0-9a-f:.]*[0-9a-f:])?(?:%\w+)?(?![\w:])/gi,
      isValid: (text) => isIPv6(text) && isTelling(text),
    },
  ],
};
