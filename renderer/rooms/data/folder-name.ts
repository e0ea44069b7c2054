/** A name for the dataset from where it lies: the folder, or the first file without its endings. */
export function folderName(paths: readonly string[]): string {
  const last = (paths[0] ?? '').split(/[\\/]/).filter(Boolean).at(-1) ?? '';
  const bare = last.replace(/(\.[a-z]+)?(\.gz)?$/i, '');
  return (bare || last).toLowerCase().replace(/[^a-z0-9_-]+/g, '-') || 'data';
}

/** The name, or the name with the first number that is free: `gibleed`, `gibleed-2`, `gibleed-3`. */
export function freeName(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  let number = 2;
  while (taken.includes(`${name}-${number}`)) number += 1;
  return `${name}-${number}`;
}
