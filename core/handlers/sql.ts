import type { sqlMethods } from '../../contract/sql.ts';
import type { Session } from '../session.ts';
import type { HandlersOf } from './handlers.ts';

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
        return { columns, rows, truncated, table: bytes, elapsedMs: performance.now() - started };
      } finally {
        connection.close();
      }
    });
  },
});
