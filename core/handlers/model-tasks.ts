import type { modelTaskMethods } from '../../contract/model-tasks.ts';
import type { Session } from '../session.ts';
import type { HandlersOf } from './handlers.ts';
import { cellHandlers } from './model-cells.ts';
import { explainHandlers } from './model-explain.ts';
import { subgroupHandlers } from './model-subgroups.ts';
import { synthesiseHandlers } from './model-synthesise.ts';

export const modelTaskHandlers = (session: Session): HandlersOf<typeof modelTaskMethods> => ({
  ...explainHandlers(session),
  ...cellHandlers(session),
  ...synthesiseHandlers(session),
  ...subgroupHandlers(session),
});
