import type { CohortResult } from '../../contract/cohort.ts';
import type { JobContext } from '../../contract/context.ts';
import { Failure } from '../../contract/failure.ts';
import type { Session } from '../session.ts';
import type { Study } from '../study/study.ts';
import { definitionText, meaningHash, othersOf } from './cohort-definitions.ts';
import { type Generated, generateEach, notGenerated, resultOf } from './cohort-generate.ts';
import { type Asked, keepRows, type Made, type Place, remembered } from './cohort-run.ts';
import { removeRows } from './remove-rows.ts';

const folder = 'cohorts';

interface Named {
  readonly name: string;
  readonly expression: Record<string, unknown>;
}

type Saved = CohortResult & { readonly run: string | null };

/**
 * Generates definitions and keeps each with its rows in the study, or neither: one that is refused, fails or can't be kept
 * says so in its place, leaves what the study had under its name, and the next one is kept all the same. Names are those
 * that files can carry, each once. The definitions may build on each other and on the study's cohorts.
 *
 * @throws Failure `locked` in a read-only study; `cancelled`, with what was kept before.
 */
export async function saveAndRunCohorts(
  session: Session,
  definitions: readonly Named[],
  dataset: string | undefined,
  context: JobContext,
): Promise<Saved[]> {
  const study = session.writable();
  const given = new Map(definitions.map(({ name, expression }) => [name, expression]));
  const inStudy = othersOf(study).find;
  const find = remembered((name) => given.get(name) ?? inStudy?.(name) ?? null);
  return session.onDataset(dataset, async (connection, chosen) => {
    const generated = await generateEach(connection, definitions, context, (name) => ({ find, chain: [name] }));
    const place = { study, connection, dataset: chosen };
    const results: Saved[] = [];
    for (const [i, one] of generated.entries()) {
      const { name, expression } = definitions[i]!;
      const asked = { name, expression, definition: meaningHash({ find }, expression, [name]) };
      results.push(await finish(session, place, one, asked, context));
    }
    return results;
  });
}

async function finish(session: Session, place: Place, one: Generated, asked: Asked, context: JobContext) {
  if (one.kind === 'refused') return { ...notGenerated(asked.name, one.failure), run: null };
  const result = resultOf(one.made, one.entry);
  if (result.failure) return { ...result, run: null };
  try {
    return { ...result, run: await saveWithRows(session, place, one, asked, context) };
  } catch (error) {
    const failure = Failure.from(error);
    if (context.signal.aborted || failure.code === 'cancelled') throw failure;
    return { ...notGenerated(asked.name, failure.toWire()), run: null };
  }
}

async function saveWithRows(session: Session, place: Place, one: Made, asked: Asked, context: JobContext) {
  const { study } = place;
  const { name } = asked;
  const before = study.documents.read(folder, name);
  put(study, `${before === null ? 'Add' : 'Edit'} cohort “${name}”`, name, definitionText(asked.expression));
  // A cohort of this name that an undo took away may have left rows.
  if (before === null) removeRows(session, name);
  try {
    const run = await keepRows(session, place, one, asked, context);
    study.record({ act: 'edit', summary: `Cohort “${name}” ${before === null ? 'added' : 'edited'}` });
    return run;
  } catch (error) {
    put(study, `Leave cohort “${name}” as it was`, name, before);
    if (before === null) removeRows(session, name);
    throw error;
  } finally {
    session.forget(place.dataset);
  }
}

function put(study: Study, label: string, name: string, text: string | null): void {
  study.documents.edit(label, [{ folder, name, text }]);
}
