import { type Category, only, words } from '../category.ts';

const whose = 'patient|person|member|subscriber|mother|father|parent|guardian|spouse|child|contact|provider|physician';
const more =
  'doctor|nurse|surgeon|prescriber|clinician|employer|relative|next_of_kin|beneficiary|client|emergency_contact';

export const names: Category = {
  letter: 'A',
  title: 'Names',
  names: [
    {
      label: 'name of a person',
      strength: 'strong',
      textOnly: true,
      pattern: words(
        '(?:first|last|middle|given|family|maiden|full|sur|fore|birth|legal|preferred)_?names?',
        '[flm]_?name',
        'p(?:a?t)_?(?:name|nm|nme)',
        '(?:first|last|middle|full|sur|patient|member)_?(?:nm|nme)',
        'vornamen?',
        'nachnamen?',
        'familiennamen?',
        'prenoms?',
        'prénoms?',
        'apellidos?',
        'cognome',
        'nom_(?:de_famille|patient)',
        'nombres?_(?:paciente|completo)',
        `(?:${whose}|${more})s?_?names?`,
        `names?_of_(?:${whose}|${more})`,
        'next_of_kin',
        'emergency_contact',
      ),
      except: words('class', 'file', 'test', 'drug'),
    },
    {
      label: 'name of a person',
      strength: 'strong',
      textOnly: true,
      pattern: only('first', 'last', 'maiden', 'alias', 'nom', 'nombres?', 'nome'),
    },
    { label: 'name', strength: 'weak', textOnly: true, pattern: only('name', 'initials', 'nick_?name') },
  ],
  values: [],
};
