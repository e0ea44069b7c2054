/** Where a bundle is proposed: `…/sample-study-2026-11-22.zip` beside the studies. */
export function proposedBundle(home: string, study: string, at: Date): string {
  const slug = study
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return inFolder(home, `${slug || 'study'}-${at.toISOString().slice(0, 10)}.zip`);
}

/** A file of this name in a folder, with the folder's own kind of slash. */
export function inFolder(folder: string, file: string): string {
  const slash = folder.includes('\\') && !folder.includes('/') ? '\\' : '/';
  return `${folder.replace(/[\\/]$/, '')}${slash}${file}`;
}

/** The last part of a path. */
export const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? '';
