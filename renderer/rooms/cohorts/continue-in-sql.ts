import { useSession } from '../../state/session.ts';
import { useSqlRoom } from '../../state/sql-room.ts';

/** Opens the SQL room with the query a cohort compiles to. */
export function continueInSql(sql: string): void {
  useSqlRoom.getState().setQuery(sql);
  useSession.getState().goTo('sql');
}
