import type { Finding, Run } from '../../contract/findings.ts';
import { joinRelease } from '../coarser/join-rows.ts';
import { readRun } from '../study/runs.ts';

/**
 * The result of a finding with its rows put together as the finding has them: what the check of that finding reads.
 * @throws Failure `not_found` where the result is gone.
 */
export function runOf(studyPath: string, { run, joined = [] }: Pick<Finding, 'run' | 'joined'>): Run {
  const made = readRun(studyPath, run);
  return { ...made, release: joinRelease(made.release, joined) };
}
