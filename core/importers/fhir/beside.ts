import type { JobContext } from '../../../contract/context.ts';
import { identifier, literal } from '../../engine/sql-text.ts';
import type { SourceColumn, SourceTable } from '../importer.ts';
import { besideAlways } from './mapping.ts';
import { mappings } from './mappings.ts';
import type { Stage } from './stage.ts';

/**
 * One table a type of resource, named as FHIR names it, of the elements that identify someone and that no table of the
 * CDM takes: `Patient.name`, `Encounter.subject.display`. What a person lets stay is loaded beside, as `fhir_<type>`.
 */
export async function besideTables(stage: Stage, context: JobContext): Promise<SourceTable[]> {
  const { name, create, connection } = stage;
  const found = await connection.rows<{ type: string; path: string }>(
    `SELECT r.type, b.path FROM ${name('beside')} b JOIN ${name('resources')} r USING (rid) GROUP BY ALL ORDER BY ALL`,
    [],
    context,
  );
  const tables: SourceTable[] = [];
  for (const type of new Set(found.map((one) => one.type))) {
    const paths = found.filter((one) => one.type === type).map(({ path }) => path);
    const values = paths.map((path) => `max(b.value) FILTER (b.path = ${literal(path)}) AS ${identifier(path)}`);
    const relation = name(`beside_${type}`);
    await connection.run(
      `${create} ${relation} AS SELECT p.id AS person_id, ${values.join(', ')}
       FROM ${name('beside')} b JOIN ${name('resources')} r USING (rid)
       LEFT JOIN ${name('known')} k ON k.key = b.subject LEFT JOIN ${name('person_id')} p ON p.rid = k.rid
       WHERE r.type = ${literal(type)} GROUP BY r.rid, p.id ORDER BY r.rid`,
      [],
      context,
    );
    const { rows } = await connection.one<{ rows: number }>(`SELECT count(*) AS rows FROM ${relation}`);
    const columns = paths.map((path) => besideColumn(type, path));
    // Whose they are goes along with them; it is Stillroom's own number, so only the gate's shifts look at it.
    const part = {
      files: [],
      relation,
      columns: [person, ...columns],
      rows,
      numbered: null,
      unfit: null,
      broken: null,
    };
    tables.push({ name: type, parts: [part], columns, rows, warnings: [], impersonal: false });
  }
  return tables;
}

const person = { name: 'person_id', type: 'BIGINT' };

function besideColumn(type: string, path: string): SourceColumn {
  const declared = { ...besideAlways, ...mappings.get(type)?.beside }[path];
  return { name: path, type: 'VARCHAR', mapsTo: null, isText: true, ...(declared ? { declared } : {}) };
}
