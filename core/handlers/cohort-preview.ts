import type { CohortProblem, CohortResult, cohortMethods, PathCount } from '../../contract/cohort.ts';
import type { JobContext } from '../../contract/context.ts';
import { checkExpression } from '../cohort/check.ts';
import type { Connection } from '../engine/database.ts';
import type { Session } from '../session.ts';
import { type CountCache, countCriteria, createCountCache } from './cohort-counts.ts';
import { othersOf } from './cohort-definitions.ts';
import { generateEach, notGenerated, resultOf } from './cohort-generate.ts';
import type { HandlersOf } from './handlers.ts';

type Previewing = Pick<typeof cohortMethods, 'cohort.counts' | 'cohort.preview'>;

/** Figures while a definition is edited; nothing of them is kept in the study. */
export function cohortPreviewHandlers(session: Session): HandlersOf<Previewing> {
  const cache = createCountCache();
  return {
    'cohort.counts': ({ expression, dataset }, context) =>
      session.onDataset(dataset, async (connection, chosen) => {
        const started = performance.now();
        const counts = await countCriteria(session, cache, { connection, dataset: chosen }, expression, null, context);
        return { counts, elapsedMs: performance.now() - started };
      }),
    'cohort.preview': (asked, context) => preview(session, cache, asked, context),
  };
}

interface Asked {
  readonly name: string;
  readonly expression: Record<string, unknown>;
  readonly dataset?: string;
}

async function preview(session: Session, cache: CountCache, asked: Asked, context: JobContext): Promise<CohortResult> {
  const { name, expression, dataset } = asked;
  const others = othersOf(session.study(), name);
  return session.onDataset(dataset, async (connection: Connection, chosen) => {
    const [one] = await generateEach(connection, [{ name, expression }], context, () => others);
    if (!one || one.kind === 'refused') return notGenerated(name, one?.failure ?? internal);
    const result = resultOf(one.made, one.entry);
    if (result.failure) return result;
    const counts = await countCriteria(session, cache, { connection, dataset: chosen }, expression, name, context);
    const { problems } = checkExpression(expression, others);
    return {
      ...result,
      warnings: [...problems, ...result.warnings, ...foundNothing(counts), ...changedNothing(result, problems)],
    };
  });
}

const internal = { code: 'internal' as const, message: 'The cohort was not generated.', details: {} };

const warning = (path: string, message: string): CohortProblem => ({ path, severity: 'warning', message });

function foundNothing(counts: readonly PathCount[]): CohortProblem[] {
  return counts
    .filter(({ events }) => events === 0)
    .map(({ path }) =>
      warning(path, 'There is no such event in this dataset. Check its concept set and what is asked of it.'),
    );
}

/** Rules that change nothing, and entry events that leave nobody. */
function changedNothing(
  { attrition: { events, rules } }: CohortResult,
  problems: readonly CohortProblem[],
): CohortProblem[] {
  if (events.entry === 0)
    return [
      warning(
        '$.PrimaryCriteria',
        'Nobody enters: no event has enough observation around it and meets what is asked of it. Loosen the entry events.',
      ),
    ];
  return rules.flatMap((rule, i) => {
    const path = `$.InclusionRules[${i}]`;
    // A rule that asks nothing, or what another asks, was told so by the check.
    if (problems.some((problem) => problem.path === path)) return [];
    if (rule.events === events.entry)
      return [
        warning(path, `The rule “${rule.name}” excludes nobody: it holds for every event. Remove it, or check it.`),
      ];
    if (rule.events === 0)
      return [warning(path, `The rule “${rule.name}” excludes everybody: it holds for no event. Check it.`)];
    return [];
  });
}
