import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { parseExpression } from '../../core/cohort/check.ts';
import { compileCohort } from '../../core/cohort/compile.ts';
import { isWhole, oneIn } from '../extent.ts';
import { randomDefinition } from '../naive/random-definition.ts';
import { hasShared, shared } from '../oracle/cohort/omop-folder.ts';
import { ownDefinitions } from './own-definitions.ts';

/** A definition to be answered by both over the Parquet files of a folder. */
export interface Case {
  readonly name: string;
  /** The folder's name as a schema. */
  readonly schema: string;
  readonly folder: string;
  readonly definition: unknown;
  /** Whether the inclusion statistics are compared too. */
  readonly withAttrition: boolean;
  /** Whether Spark gets several statements with tables between them instead of one. */
  readonly asScript: boolean;
}

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const sample = resolve(import.meta.dirname, '../../datasets/sample');
const templates = resolve(import.meta.dirname, '../../datasets/cohorts');

function ownCases(): Case[] {
  const files = readdirSync(templates).filter((name) => name.endsWith('.json'));
  const definitions = [
    ...files.map((name) => [name.replace('.json', ''), read(join(templates, name))] as const),
    ...Object.entries(ownDefinitions),
  ];
  return definitions.map(([name, definition]) => ({
    name: `sample: ${name}`,
    schema: 'sample',
    folder: sample,
    definition,
    withAttrition: true,
    asScript: name === 'New users of metformin',
  }));
}

/**
 * Definitions at random, always the same, over a population at random that is written to `folder`. Spark plans a step
 * again wherever it is read: where there are criteria inside criteria inside criteria, only a script ends in time.
 */
export function generatedCases(folder: string): Case[] {
  const numRuns = Number(process.env.STILLROOM_RUNS ?? 20);
  const seed = Number(process.env.STILLROOM_SEED ?? 20_000_101);
  const drawn = fc.sample(randomDefinition, { numRuns: 20 * numRuns, seed });
  const isShort = (definition: unknown) => tablesRead(definition) <= 40;
  const cases = (kind: string, asScript: boolean, definitions: readonly unknown[]) =>
    definitions.map((definition, i) => ({
      name: `${kind}: ${i + 1}`,
      schema: 'generated',
      folder,
      definition,
      withAttrition: true,
      asScript,
    }));
  return [
    ...cases('generated', false, drawn.filter(isShort).slice(0, numRuns)),
    ...cases('generated, nested deeply', true, drawn.filter((one) => !isShort(one)).slice(0, Math.ceil(numRuns / 5))),
  ];
}

function tablesRead(definition: unknown): number {
  return compileCohort(parseExpression(definition)).sql.match(/\b(FROM|JOIN) /g)?.length ?? 0;
}

/** The definitions of a set that have an answer of OHDSI's own SQL, which DuckDB's is held to; of these, one in `n`. */
function sharedCases(dataset: string, set: string, n: number): Case[] {
  const expected: Record<string, { dataset?: string }> = read(
    join(shared, 'cohorts', 'expected', dataset, `${set}.json`),
  );
  return Object.entries(expected)
    .filter(oneIn(n))
    .map(([name, answer]) => {
      const part = answer.dataset === undefined ? dataset : `circe_be/${answer.dataset}`;
      return {
        name: `${part}: ${name}`,
        schema: part.replace('/', '_').toLowerCase(),
        folder: join(shared, 'omop', part),
        definition: read(join(shared, 'cohorts', set, `${name}.json`)),
        withAttrition: set === 'circe_be',
        // Among those at random, many would take Spark minutes to plan as one statement.
        asScript: set === 'random',
      };
    });
}

export function fixedCases(): Case[] {
  if (!hasShared) return ownCases();
  return [
    ...ownCases(),
    ...sharedCases('circe_be', 'circe_be', 2),
    ...sharedCases('edge_cases', 'targeted', 4),
    ...sharedCases('gibleed', 'targeted', 24),
    ...(isWhole ? [...sharedCases('edge_cases', 'random', 1), ...sharedCases('gibleed', 'random', 1)] : []),
  ];
}
