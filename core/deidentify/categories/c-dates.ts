import { type Category, words } from '../category.ts';

export const dates: Category = {
  letter: 'C',
  title: 'Dates but for the year, and ages over 89',
  names: [
    {
      label: 'date of birth',
      strength: 'strong',
      pattern: words('dob', 'birth_?date', 'birth_?day', 'date_of_birth', 'birth_?dt', 'birth_?date_?time', 'born_on'),
      except: words('year', 'yob'),
    },
    {
      label: 'date of death',
      strength: 'weak',
      pattern: words('dod', 'death_?date', 'date_of_death', 'deceased_?date'),
    },
  ],
  values: [],
};
