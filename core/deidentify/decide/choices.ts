import type { JobContext } from '../../../contract/context.ts';
import type { Decision, GateChoice, IdentifierFinding } from '../../../contract/data.ts';
import type { Connection } from '../../engine/database.ts';
import { held } from '../column-values.ts';
import type { GateColumn } from '../gate-table.ts';
import { changed } from './change.ts';
import { setKeys } from './keyed-sql.ts';
import { newSecrets } from './secrets.ts';

type Way = Pick<Decision, 'action' | 'to'>;

const drop: Way = { action: 'drop' };
const hash: Way = { action: 'hash' };
const year: Way = { action: 'generalise', to: 'year' };

/** What can be done about a finding, the advised way first; keeping it for a reason is always last. */
export function waysFor(findings: readonly IdentifierFinding[]): readonly Way[] {
  const letters = new Set(findings.map(({ category }) => category));
  const labels = findings.map(({ label }) => label);
  const attest: Way = { action: 'attest' };
  const text = findings.find(({ label }) => label === 'free text');
  // Prose that names people is withheld; a name or a number that happens to be long is left out.
  const isProse =
    text !== undefined && (text.strength === 'strong' || findings.every((one) => one.strength === 'weak'));
  if (isProse) return [{ action: 'quarantine' }, drop, attest];
  if (text) return [drop, { action: 'quarantine' }, hash, attest];
  if (letters.size > 1) return [drop, hash, attest];
  if (letters.has('B') && labels.some((label) => /postal|ZIP/.test(label)))
    return [{ action: 'generalise', to: 'zip3' }, drop, attest];
  if (letters.has('B') || letters.has('P') || letters.has('Q')) return [drop, attest];
  if (labels.some((label) => label.startsWith('ages to the day'))) {
    return [{ action: 'generalise', to: 'age-band' }, { action: 'generalise', to: 'age-90' }, drop, attest];
  }
  if (labels.includes('ages over 89')) {
    return [{ action: 'generalise', to: 'age-90' }, { action: 'generalise', to: 'age-band' }, drop, attest];
  }
  if (letters.has('C')) return [year, { action: 'shift' }, drop, attest];
  return [drop, hash, attest];
}

/** Every letter and digit of a text replaced, so that its form shows and nothing of it: SQL. */
const masked = (text: string): string =>
  `regexp_replace(regexp_replace(regexp_replace(substr(${text}, 1, 40), '\\p{Lu}', 'X', 'g'), '[\\p{Ll}\\p{Lt}\\p{Lm}\\p{Lo}]', 'x', 'g'), '\\p{N}', '9', 'g')`;

const shown = 3;
/** Most frequent values among which forms are counted. */
const looked = 2000;

/**
 * The most frequent forms of the held values, masked, and what each way would make of them. Keys and days are drawn
 * anew for the preview and forgotten: the study's own are not used before something is loaded.
 */
export async function previewColumn(
  column: GateColumn,
  findings: readonly IdentifierFinding[],
  connection: Connection,
  context: JobContext,
): Promise<{ examples: string[]; choices: GateChoice[] }> {
  const ways = waysFor(findings);
  await setKeys(connection, newSecrets());
  const type = column.type === 'VARCHAR' ? 'VARCHAR' : column.type;
  const subject = { raw: 'raw', type, isFixed: column.mapsTo !== null && !column.isText };
  const days = `(1 + hash(raw, getvariable('gate_shift_inner')) % 200)::INTEGER`;
  const after = ways.map((way, i) => `${textOf(way, changed(subject, way, days).sql)} AS a${i}`);
  const rows = await connection.rows<Record<string, string | null>>(
    `SELECT form, ${after.join(', ')}
     FROM (SELECT ${masked('v')} AS form, TRY_CAST(arg_max(v, n) AS ${type}) AS raw, sum(n) AS n FROM (SELECT v, n FROM ${held} ORDER BY n DESC, hash(v) LIMIT ${looked}) GROUP BY 1
           ORDER BY n DESC, form LIMIT ${shown})`,
    [],
    context,
  );
  return {
    examples: rows.map(({ form }) => form ?? ''),
    choices: ways.map((way, i) => ({ ...way, after: rows.map((row) => row[`a${i}`] ?? '') })),
  };
}

/** What is left out shows as nothing, what stays stays masked; the rest is as it would be loaded. */
function textOf({ action }: Way, sql: string): string {
  if (action === 'drop') return `''`;
  return action === 'attest' ? masked('CAST(raw AS VARCHAR)') : `CAST(${sql} AS VARCHAR)`;
}
