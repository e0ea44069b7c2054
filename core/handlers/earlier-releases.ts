import type { JobContext } from '../../contract/context.ts';
import type { Finding, Run } from '../../contract/findings.ts';
import { checkTogether, type Earlier, type Sourced } from '../disclosure/check-together.ts';
import type { CountSystem } from '../disclosure/count-system.ts';
import { loadSolver } from '../disclosure/solve/highs.ts';
import type { Session } from '../session.ts';
import type { RecordedFile } from '../study/recorded-files.ts';
import { keepReleased, type ReleasedCells, type ReleasedGroup, releasedBefore } from '../study/released.ts';
import { keepRowsOf, overlapsOf } from './released-rows.ts';
import { groupsOf, sourceOf } from './result-source.ts';

/** A finding with the result it was made from. */
export interface Made {
  readonly finding: Finding;
  readonly run: Run;
}

/** Findings as they would leave together, and how to keep what they tell, which must be done before they leave. */
export interface Together {
  readonly findings: readonly Finding[];
  keep(): Promise<RecordedFile>;
}

/**
 * Checks findings that would leave in one bundle: together, and beside everything that has left this study before. Where
 * persons of two cohorts can be compared they are; where rows are kept no more, counts that are nearly the same are held
 * against each other.
 *
 * @throws Failure `disclosure`; `integrity` where what has left is not on record any more.
 */
export async function checkedBeside(session: Session, made: readonly Made[], context: JobContext): Promise<Together> {
  return (await checkBeside(session, made, context))(made);
}

/** `checkedBeside` to be asked several times for the same findings, each time with other rows of theirs put together. */
export async function checkBeside(
  session: Session,
  made: readonly Made[],
  context: JobContext,
): Promise<(again: readonly Made[]) => Together> {
  const study = session.study();
  const groups = made.flatMap(({ run }) => groupsOf(run));
  const before = releasedBefore(study.path, study.ledger.ofAct('export')).filter((one) => mayTouch(one, groups));
  const overlaps = await overlapsOf(session, [...groups, ...before.flatMap((one) => one.groups)], context);
  const circumstances = { solver: await loadSolver(), overlaps, earlier: before.map(earlierOf) };
  return (again) => {
    const { checked, system } = checkTogether(again.map(sourcedOf), circumstances);
    return {
      findings: again.map(({ finding }, at) => ({ ...finding, checked: checked[at]! })),
      keep: async () => {
        await keepRowsOf(session, groups, context);
        const titles = again.map(({ finding }) => finding.title);
        return keepReleased(study.path, releasedCells(system, titles, groups));
      },
    };
  };
}

const sourcedOf = ({ finding, run }: Made): Sourced => ({
  title: finding.title,
  release: run.release,
  source: sourceOf(run, finding.joined),
});

/** Whether something left of the same dataset, or of any plain table where a result is of one. */
const mayTouch = ({ groups }: ReleasedCells, own: readonly ReleasedGroup[]): boolean =>
  groups.some(({ dataset }) => own.some((one) => one.dataset === dataset));

const earlierOf = ({ at, titles, groups, nodes, relations }: ReleasedCells, release: number): Earlier => ({
  at,
  titles,
  groups: groups.map(({ key }) => key),
  system: { relations, nodes: nodes.map(({ printed, ...node }) => ({ ...node, past: { release, printed } })) },
});

function releasedCells(
  { nodes, relations }: CountSystem,
  titles: string[],
  groups: readonly ReleasedGroup[],
): ReleasedCells {
  return {
    schema: 1,
    at: new Date().toISOString(),
    titles,
    groups: [...new Map(groups.map((one) => [one.key, one])).values()],
    nodes: nodes.map(({ value, role, name, place, who, past }) => ({
      value,
      role,
      name,
      place,
      who: who && { ...who, where: who.where.map(({ variable, levels }) => ({ variable, levels: [...levels] })) },
      printed: past?.printed ?? null,
    })),
    relations: relations.map(({ parts, total }) => ({ parts: [...parts], total })),
  };
}
