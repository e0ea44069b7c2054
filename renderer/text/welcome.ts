/** Words of the Welcome room. */
export const welcomeText = {
  sentence:
    'A quiet room for clinical cohorts: load them, question them, and take out only findings that passed the disclosure check.',
  doors: 'Begin',
  sample: {
    title: 'Open the sample study',
    note: 'Two thousand synthetic persons with type 2 diabetes. Nothing to prepare.',
    job: 'Making the sample study',
  },
  open: { title: 'Open a study', note: 'A .stillroom folder on this machine.', pick: 'Open this study' },
  folder: {
    title: 'Begin with a folder of data',
    note: 'OMOP, FHIR, MEDS, Synthea or plain tables. They are checked before anything is loaded.',
    pick: 'Use this folder',
  },
  recent: 'Recent studies',
  noRecent: 'Studies that you open will be listed here.',
  opened: (day: string) => `opened ${day}`,
  failed: 'The study could not be opened',
  create: {
    title: 'A new study',
    why: 'The study keeps definitions, results and the ledger as plain files; the data goes into a database inside it.',
    name: 'Name',
    path: 'Where',
    pathHelp: 'A new folder; its name ends in .stillroom.',
    button: 'Create the study',
    cancel: 'Cancel',
  },
} as const;
