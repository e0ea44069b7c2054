import { expect, it } from 'vitest';
import { markWords } from './mark-words.ts';

const marked = (text: string, search: string) =>
  markWords(text, search)
    .map(({ text: part, isMatch }) => (isMatch ? `[${part}]` : part))
    .join('');

it.each([
  ['Acute sinusitis', 'sin ac', '[Ac]ute [sin]usitis'],
  ['Viral sinusitis', 'SINUS', 'Viral [sinus]itis'],
  ['J01.9', '1.9', 'J0[1.9]'],
  ['J01x9', '1.9', 'J01x9'],
  ['C++ (test)', '(te +', 'C[+][+] [(te]st)'],
  ['Sinusitis', '  ', 'Sinusitis'],
  ['sinusitis sin', 'sin sinusitis', '[sinusitis] [sin]'],
])('in %s, %s marks %s', (text, search, expected) => expect(marked(text, search)).toBe(expected));
