import type { sqlMethods } from '../../contract/sql.ts';
import type { Session } from '../session.ts';
import { presentGenerations } from '../study/generations.ts';
import type { Study } from '../study/study.ts';
import { isStale } from './cohort-definitions.ts';
import type { HandlersOf } from './handlers.ts';

const named = (names: readonly string[]) => names.map((name) => `“${name}”`).join(', ');

/** Which rows of `results.cohort` are not what their cohorts' definitions say now; a query that does not read them needs no note. */
function notesOn(study: Study, dataset: string, sql: string, unread: readonly string[]): string[] {
  if (!/results"?\s*\.\s*"?cohort/i.test(sql)) return [];
  const stale = presentGenerations(study, dataset).filter((one) => !unread.includes(one.name) && isStale(study, one));
  return [
    ...(stale.length > 0
      ? [
          `Changed since they were generated, so results.cohort has their earlier rows: ${named(stale.map(({ name }) => name))}. Generate them again.`,
        ]
      : []),
    ...(unread.length > 0
      ? [
          `Not in results.cohort, because their rows are gone or were changed outside: ${named(unread)}. Generate them again.`,
        ]
      : []),
  ];
}

export const sqlHandlers = (session: Session): HandlersOf<typeof sqlMethods> => ({
  'sql.run': async ({ sql, dataset, limit }, context) => {
    const started = performance.now();
    const study = session.study();
    return session.onLocked(dataset, async (locked, chosen) => {
      await locked.guard(sql);
      const connection = await locked.connect();
      try {
        const { columns, rows, truncated, bytes } = await connection.arrow(sql, [], context, limit);
        study.record({ act: 'sql', summary: 'Query run', detail: { dataset: chosen, sql, rows } });
        const notes = notesOn(study, chosen, sql, locked.unread);
        return { columns, rows, truncated, table: bytes, notes, elapsedMs: performance.now() - started };
      } finally {
        connection.close();
      }
    });
  },
});
