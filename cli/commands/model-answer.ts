import type { Terminal } from '../terminal.ts';

/** Opens the study, where one is named. */
export const open = async (terminal: Terminal, study: string | undefined) => {
  if (study) await terminal.backend.call('study.open', { path: study });
};
/** Three decimals, or a dash. */
export const digits = (value: number | null | undefined) =>
  value === null || value === undefined ? '—' : value.toFixed(3);

export interface Shown {
  readonly preparation?: { readonly notices: readonly string[] };
  readonly notices: readonly { readonly message: string }[];
}

/** One JSON document, or the table and, on standard error, what must be known of it. */
export function show(terminal: Terminal, json: boolean | undefined, answer: Shown, table: () => void): void {
  if (json) {
    terminal.print(JSON.stringify(answer));
    return;
  }
  table();
  const messages = [...(answer.preparation?.notices ?? []), ...answer.notices.map(({ message }) => message)];
  for (const message of messages) terminal.note(message);
}
