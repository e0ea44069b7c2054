import { type Category, words } from '../category.ts';

const bornWords =
  'd\\.?o\\.?b\\.?|dates? of birth|birth ?date|born(?: on)?|geb(?:oren)?\\.?(?: am)?|geburtsdatum|n[ée]e? le|date de naissance|' +
  'nacid[oa](?: el)?|fecha de nacimiento|nat[oa] il|data di nascita';
const day =
  '\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{2,4}|\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}(?:st|nd|rd|th)?\\.?[ -]+(?:de )?\\p{L}{3,10}\\.?,?[ -]+(?:de )?\\d{2,4}|\\p{L}{3,10}\\.? \\d{1,2},? \\d{4}';

export const dates: Category = {
  letter: 'C',
  title: 'Dates but for the year, and ages over 89',
  names: [
    {
      label: 'date of birth',
      strength: 'strong',
      pattern: words(
        'dob',
        'birth_?date',
        'birth_?day',
        'date_of_birth',
        'birth_?dt',
        'birth_?date_?time',
        'born_on',
        'b_?date',
        'dateofbirth',
        'geb(?:urts)?_?(?:datum|dat|tag)',
        'date_(?:de_)?naissance',
        'ddn',
        'fecha_(?:de_)?nac(?:imiento)?',
        'data_(?:di_)?nascita',
        'data_(?:de_)?nascimento',
        'geboortedatum',
        'f(?:oe|ö)delsedatum',
      ),
      except: words('year', 'yob'),
    },
    {
      label: 'date of death',
      strength: 'weak',
      pattern: words('dod', 'death_?date', 'date_of_death', 'deceased_?date'),
    },
  ],
  values: [
    {
      label: 'date of birth',
      proof: 'form',
      prefilter:
        '(\\bD\\.?O\\.?B\\b|BIRTH|\\bBORN|\\bGEB|NAISSANCE|\\bN[EÉ]E? |\\bNACID|NACIMIENTO|\\bNAT[OA] IL|NASCITA).{0,24}[0-9]{2}',
      find: new RegExp(`(?<!\\p{L})(?:${bornWords})[\\s:=,(.-]{0,4}(?:${day})(?!\\d)`, 'giu'),
      isValid: () => true,
    },
    {
      // “90 years and over” is what may be said.
      label: 'age over 89',
      fewDigits: true,
      proof: 'form',
      prefilter: '\\b(9[0-9]|1[0-2][0-9])[ -]?(Y|J)|\\bAGED?[ :=]{1,3}(9[0-9]|1[0-2][0-9])',
      find: /(?<![\d.,/-])(?:9\d|1[0-2]\d)(?:[ -]?(?:years?|yrs?)[ -]?olds?|[ -]?y\/?o|[ -]?jährige?[rns]?|[ -]?jahre alt)(?!\p{L}| (?:or|and|und) (?:old|ov|abo|älter))|(?<!\p{L})aged?[ :=]{1,3}(?:9\d|1[0-2]\d)(?!\d|[.,]\d|[%/+-]| ?(?:days?|weeks?|months?|hours?|minutes?|or|and|to)(?!\p{L}))/giu,
      isValid: () => true,
    },
  ],
};
