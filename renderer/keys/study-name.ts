/** A study by its folder: `/s/second-line.stillroom` is “second-line”. */
export const nameFromStudyPath = (path: string): string =>
  (path.split(/[\\/]/).filter(Boolean).at(-1) ?? path).replace(/\.stillroom$/, '');
