/** A file of this name in a folder, with the folder's own kind of slash. */
export function inFolder(folder: string, file: string): string {
  const slash = folder.includes('\\') && !folder.includes('/') ? '\\' : '/';
  return `${folder.replace(/[\\/]$/, '')}${slash}${file}`;
}

/** The last part of a path. */
export const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? '';

/** A plain table by its name: a file, or one of a dataset, whose name stands behind the #. */
export const tableName = (path: string): string => fileName(path).replace(/^.+\.duckdb#/, '');
