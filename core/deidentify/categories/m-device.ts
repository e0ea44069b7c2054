import { type Category, only, words } from '../category.ts';
import { isGtin } from '../checksum/gtin.ts';
import { luhn } from '../checksum/luhn.ts';
import { told } from '../national/pattern.ts';

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
    { label: 'device identifier', strength: 'strong', textOnly: true, pattern: only('mac') },
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
    {
      label: 'device identifier (UDI)',
      proof: 'form',
      prefilter: '\\(01\\)[0-9]{14}|\\b01[0-9]{14}(?:1[17][0-9]{6}|(?:10|21)[A-Z0-9]{3})',
      // GS1: (01) the model with its check digit; dates, lot and serial number may follow.
      find: /\(01\)\d{14}(?:\(\d{2,3}\)[^\s()]{1,20})*|(?<!\w)01\d{14}(?:1[17]\d{6}|10[A-Z0-9]|21[A-Z0-9])[A-Z0-9]{0,40}(?!\w)/gi,
      isValid: (text) => isGtin(/01\)?(\d{14})/.exec(text)![1]!),
    },
    {
      label: 'device identifier (UDI)',
      proof: 'form',
      prefilter: '\\+[A-Z][0-9]{3}[A-Z0-9]{2,18}/\\$',
      find: /(?<!\w)\+[A-Z]\d{3}[A-Z0-9]{2,18}\/\${1,2}\+?[A-Z0-9]{5,}/gi,
      isValid: () => true,
    },
    told(
      'serial number',
      'S/N|SERIAL|\\bSN[:#]',
      's/n|serial(?: ?(?:no\\.?|number|num|#))|sn(?=[:#])',
      '(?=[A-Z-]*\\d)[A-Z0-9][A-Z0-9-]{4,20}',
    ),
  ],
};
