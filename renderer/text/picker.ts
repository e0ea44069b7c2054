/** Words of the file dialog. */
export const pickerText = {
  path: 'Folder',
  pathHelp: 'Type or paste a path, then Enter.',
  up: 'The folder above',
  entries: 'What is in this folder',
  empty: 'This folder is empty.',
  loading: 'Reading the folder',
  failed: 'The folder could not be read',
  cancel: 'Cancel',
  kinds: { folder: 'Folder', file: 'File', study: 'Study' },
  filesChosen: (n: number) => (n === 1 ? 'Use 1 file' : `Use ${n} files`),
  nothingChosen: 'Select one or more files first.',
} as const;
