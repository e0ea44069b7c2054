import dependencies from '../../package.json' with { type: 'json' };
import type { SessionOptions } from '../session.ts';

/** Versions that a result depends on: they stand in its provenance. */
export const versionsOf = ({ version }: Pick<SessionOptions, 'version'>): Record<string, string> => ({
  stillroom: version,
  duckdb: dependencies.dependencies['@duckdb/node-api'],
  onnxruntime: dependencies.dependencies['onnxruntime-node'],
  node: process.versions.node,
});
