// The compiler is pure and may not import the engine's folder, so it quotes here.

/** `name` as a quoted SQL identifier. */
export function quotedName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** `text` as an SQL string literal. A null character, which SQL text cannot hold, is left out. */
export function quotedText(text: string): string {
  return `'${text.replaceAll('\0', '').replaceAll("'", "''")}'`;
}
