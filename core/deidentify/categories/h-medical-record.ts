import { type Category, words } from '../category.ts';
import { britishRecords } from '../national/britain.ts';
import { oceaniaRecords } from '../national/oceania-africa.ts';
import { told } from '../national/pattern.ts';

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
        'med(?:ical)?_rec(?:ord)?(?:_(?:no|num|nbr))?',
        '(?:chart|hosp|hospital|nhs|record_locator)_(?:no|num|nbr|number)',
      ),
    },
    {
      label: 'record number',
      strength: 'weak',
      pattern: words('patient_(?:no|num|number)', 'case_(?:no|number)', 'encounter_(?:no|number)', 'csn'),
    },
  ],
  values: [
    ...britishRecords,
    ...oceaniaRecords,
    told(
      'medical record number',
      '\\bMRN|MEDICAL RECORD|(PATIENT|HOSPITAL|CHART) (ID|NO|NUM)',
      'mrn|medical record(?: ?(?:no\\.?|number|num|#))?|(?:patient|hospital|chart) (?:id|no\\.?|number|num)',
      '[A-Z]{0,3}-?\\d{5,12}',
    ),
  ],
};
