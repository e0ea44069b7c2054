import { type Category, words } from '../category.ts';
import { britishRecords } from '../national/britain.ts';
import { oceaniaRecords } from '../national/oceania-africa.ts';

export const medicalRecord: Category = {
  letter: 'H',
  title: 'Medical record numbers',
  names: [
    {
      label: 'medical record number',
      strength: 'strong',
      pattern: words(
        'mrn',
        'pat_mrn',
        'e?mpi',
        'medical_record(?:_(?:no|num|number|id))?',
        'med_rec(?:_(?:no|num))?',
        '(?:chart|hospital|nhs|record_locator)_(?:no|num|number)',
      ),
    },
    {
      label: 'record number',
      strength: 'weak',
      pattern: words('patient_(?:no|num|number)', 'case_(?:no|number)', 'encounter_(?:no|number)', 'csn'),
    },
  ],
  values: [...britishRecords, ...oceaniaRecords],
};
