import { type Category, words } from '../category.ts';
import { luhn } from '../checksum/luhn.ts';

const isSameSeparator =
  /^[0-9A-F]{2}([:-])(?:[0-9A-F]{2}\1){4}[0-9A-F]{2}$|^(?=.*[A-F])[0-9A-F]{4}\.[0-9A-F]{4}\.[0-9A-F]{4}$/i;
const isNobody = /^(?:FF[:-]?)+$|^(?:00[:-]?)+$/i;

export const device: Category = {
  letter: 'M',
  title: 'Device identifiers and serial numbers',
  names: [
    {
      label: 'device identifier',
      strength: 'strong',
      pattern: words(
        'imei',
        'imsi',
        'meid',
        'mac_?addr(?:ess)?',
        '(?:device|implant)_serial(?:_(?:no|num|number))?',
        'serial_(?:no|num|number)',
      ),
    },
    { label: 'device identifier', strength: 'weak', pattern: words('udi', 'device_(?:id|uid|identifier)') },
  ],
  values: [
    {
      label: 'MAC address',
      proof: 'form',
      prefilter: '[0-9A-F]{2}[:-]([0-9A-F]{2}[:-]){4}[0-9A-F]{2}|[0-9A-F]{4}\\.[0-9A-F]{4}\\.[0-9A-F]{4}',
      find: /(?<![\w:.-])(?:[0-9A-F]{2}(?:[:-][0-9A-F]{2}){5}|[0-9A-F]{4}(?:\.[0-9A-F]{4}){2})(?![\w:-])/gi,
      isValid: (text) => isSameSeparator.test(text) && !isNobody.test(text),
    },
    {
      label: 'IMEI',
      proof: 'checksum',
      prefilter: '\\b[0-9]{15}\\b|[0-9]{2}-[0-9]{6}-[0-9]{6}-[0-9]',
      find: /(?<![\w.-])(?:\d{15}|\d{2}-\d{6}-\d{6}-\d)(?![\w-]|\.\d)/g,
      isValid: (text) => luhn(text.replaceAll('-', '')) && !/^0+$/.test(text),
      context: words('imei', 'device', 'handset'),
    },
  ],
};
