import { useMemo } from 'react';
import type { CohortProblem } from '../../../contract/cohort.ts';
import { classNames } from '../../kit/index.ts';
import { cohortsText as t } from '../../text/cohorts.ts';
import { AttritionView } from './attrition-view.tsx';
import { problemsToShow } from './beginning.ts';
import styles from './cohort-page.module.css';
import { CountFailure, CountLine } from './counts/count-line.tsx';
import { countedPaths, lineFacts } from './counts/line-facts.ts';
import { carryNumbers, lineNumbers } from './counts/line-numbers.ts';
import type { ShownResult } from './counts/shown-result.ts';
import type { LiveCounts } from './counts/use-live-counts.ts';
import { Definition } from './definition.tsx';
import { DefinitionEditor } from './editor/definition-editor.tsx';
import type { CohortEdit } from './editor/use-cohort-edit.ts';
import { useKeptOutline } from './editor/use-kept-outline.ts';
import type { Generation } from './generation.ts';
import { Problems } from './problems.tsx';
import { UndoLine } from './undo-line.tsx';

interface DefinitionTabProps {
  readonly edit: CohortEdit;
  readonly live: LiveCounts;
  readonly shown: ShownResult | null;
  readonly made: Generation | undefined;
  readonly dataset: string | null;
  readonly readOnly: string | null;
}

const none: readonly CohortProblem[] = [];

/** Every problem once: what the check says, and what counting or generating found out. */
function allProblems(...lists: readonly (readonly CohortProblem[])[]): readonly CohortProblem[] {
  const seen = new Map(lists.flat().map((problem) => [`${problem.path} ${problem.message}`, problem]));
  return [...seen.values()];
}

/** The definition as it is edited, with the numbers beside it, and the flow from entry to the cohort. */
export function DefinitionTab({ edit, live, shown, made, dataset, readOnly }: DefinitionTabProps) {
  const { detail } = edit;
  const outline = useKeptOutline(detail.outline);
  const found = shown && shown.kind !== 'before' ? shown.result.warnings : none;
  // What counting found out holds of the cohort that was generated from the same definition as well.
  const counted = live.state.kind === 'current' ? (live.latest?.preview.warnings ?? none) : none;
  const problems = useMemo(() => allProblems(problemsToShow(detail), found, counted), [detail, found, counted]);
  const isCurrent = live.state.kind === 'current';
  const numbers = useLineNumbers(edit, live, outline);
  const facts = useMemo(
    () => (outline ? lineFacts({ outline, numbers, isBefore: !isCurrent, problems }) : new Map()),
    [outline, numbers, isCurrent, problems],
  );
  return (
    <div className={classNames(styles.tab, shown && styles.body)}>
      <div className={styles.definition}>
        <div className={styles.bar}>
          <CountLine live={live} dataset={dataset} />
          <UndoLine />
        </div>
        <CountFailure live={live} />
        {problems.length > 0 ? (
          <Problems
            problems={problems}
            onGoTo={outline ? (path) => edit.setGoingTo({ path, at: 'handle' }) : undefined}
          />
        ) : null}
        {outline ? (
          <DefinitionEditor outline={outline} edit={edit} dataset={dataset} readOnly={readOnly} facts={facts} />
        ) : detail.explanation ? (
          <Definition explanation={detail.explanation} attrition={made?.result.attrition} />
        ) : (
          <p className={styles.none}>{t.definition.none}</p>
        )}
      </div>
      {shown ? <AttritionView shown={shown} outline={outline} made={made} /> : null}
    </div>
  );
}

function useLineNumbers(
  { detail: { expression } }: CohortEdit,
  { latest }: LiveCounts,
  outline: ReturnType<typeof useKeptOutline>,
) {
  const before = useMemo(() => {
    if (!latest) return [];
    const { counted, counts, preview, outline: then } = latest;
    return lineNumbers({ outline: then, expression: JSON.parse(counted), counts, preview });
  }, [latest]);
  return useMemo(
    () => (outline ? carryNumbers(before, expression, countedPaths(outline)) : new Map()),
    [before, expression, outline],
  );
}
