import { type JobContext, stage } from '../../contract/context.ts';
import type { FeatureDomain } from '../../contract/features.ts';
import type { Connection } from '../engine/database.ts';
import type { Ask } from './ask.ts';
import { conceptNames } from './concept-names.ts';
import { domainNames, domainTables } from './domains.ts';
import { conceptsSql, eventsSql } from './events-sql.ts';
import { type Feature, featuresOf, type Resolved } from './feature.ts';
import { conceptsOf } from './top-concepts.ts';
import { type Units, unitsOf } from './units.ts';
import { measuredFeatures, resultsSql, valuesSql } from './values-sql.ts';

interface Work {
  readonly connection: Connection;
  readonly asks: readonly Ask[];
  /** Days before the index date at which the features are wanted; 0 alone for the index date itself. */
  readonly leads: readonly number[];
  readonly tables: ReadonlySet<string>;
  readonly run: (statement: string, stage: string) => Promise<void>;
}

export interface Collected {
  readonly features: readonly Feature[];
  readonly units: Units;
  readonly notices: readonly string[];
}

/** Goes through the CDM a domain at a time and fills `feature_values`. Features come in the order of domains. */
export async function collectFeatures(work: Work, context: JobContext): Promise<Collected> {
  const features: Feature[] = [];
  const units = new Map<number, string>();
  const notices: string[] = [];
  for (const [i, domain] of domainNames.entries()) {
    const asks = work.asks.filter((ask) => ask.domain === domain);
    if (asks.length === 0) continue;
    const { table, word } = domainTables[domain];
    context.progress({ stage: `${word} features`, done: i, total: domainNames.length });
    if (!work.tables.has(table)) {
      notices.push(`This dataset has no table ${table}: features of the domain ${word} were left out.`);
      continue;
    }
    const found = await collectDomain(work, domain, asks, features.length, context);
    features.push(...found.features);
    for (const [feature, unit] of found.units) units.set(feature, unit);
    notices.push(...found.notices);
  }
  return { features, units, notices };
}

async function collectDomain(
  { connection, leads, tables, run }: Work,
  domain: FeatureDomain,
  asks: readonly Ask[],
  firstNumber: number,
  context: JobContext,
): Promise<Collected> {
  const name = `${domain} features`;
  await run(eventsSql(domain, asks, leads), name);
  const resolved: Resolved[] = [];
  for (const ask of asks)
    resolved.push({ ask, ...(await conceptsOf(connection, ask, leads, tables, stage(context, name))) });
  const ids = resolved.flatMap(({ conceptIds }) => conceptIds);
  const features = featuresOf(resolved, await conceptNames(connection, ids, tables), firstNumber, leads);
  if (features.length === 0) return { features, units: new Map(), notices: [nothingFound(domain)] };
  await run(conceptsSql(features, tables.has('concept_ancestor')), name);
  const measured = measuredFeatures(features);
  if (measured.length > 0) await run(resultsSql(measured), name);
  for (const statement of valuesSql(features)) await run(statement, name);
  const read = measured.length > 0 ? await unitsOf(connection, features, tables) : { units: new Map(), notices: [] };
  return { features, ...read };
}

const nothingFound = (domain: FeatureDomain) =>
  `No ${domainTables[domain].word} is recorded for this cohort within the windows: features of the domain were left out.`;
