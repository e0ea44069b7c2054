import type { Run } from '../../contract/findings.ts';
import type { ModelIdentity } from '../../contract/model-results.ts';
import type { Release } from '../../contract/release.ts';
import type { Session } from '../session.ts';
import { newRunId } from '../study/runs.ts';
import type { Origin } from './source.ts';
import { versionsOf } from './versions.ts';

export interface ModelRunParts {
  /** The model's task. */
  readonly name: string;
  readonly title: string;
  readonly sentence: string;
  readonly result: unknown;
  readonly release: Release;
  readonly model: ModelIdentity;
  readonly prepared: { readonly origin: Origin; readonly params: Record<string, unknown>; readonly sql: string[] };
  readonly params: Record<string, unknown>;
}

/** A result of the model as it is kept in the study, with where it came from and which model gave it. */
export function modelRun(session: Session, parts: ModelRunParts): Run {
  const { name, version, hash } = parts.model;
  return {
    id: newRunId(),
    title: parts.title,
    sentence: parts.sentence,
    result: parts.result,
    release: parts.release,
    provenance: {
      kind: 'model',
      name: parts.name,
      ...parts.prepared.origin,
      params: { ...parts.prepared.params, ...parts.params },
      sql: parts.prepared.sql,
      model: { name, version, sha256: hash },
      versions: versionsOf(session.options),
      at: new Date().toISOString(),
    },
  };
}
