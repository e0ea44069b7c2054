import type { AnalysisSpec } from '../../contract/analysis.ts';
import { Failure } from '../../contract/failure.ts';
import type { AnalysisCall, AnalysisOutcome } from './input.ts';

type Run = (call: AnalysisCall<unknown>) => Promise<AnalysisOutcome<unknown>>;

/** One folder beside this file: what it says of itself, and how it runs. */
export interface Analysis {
  readonly spec: AnalysisSpec;
  readonly run: Run;
}

const specs = import.meta.glob<{ readonly spec: AnalysisSpec }>('./*/spec.ts', { eager: true });
const runs = import.meta.glob<{ readonly run: Run }>('./*/run.ts', { eager: true });

const analyses: ReadonlyMap<string, Analysis> = new Map(
  Object.entries(specs)
    .map(([path, { spec }]): Analysis => {
      const module = runs[path.replace('spec.ts', 'run.ts')];
      if (!module) throw new Failure('internal', `The analysis “${spec.name}” has a spec.ts without a run.ts.`);
      return { spec, run: module.run };
    })
    .sort((a, b) => a.spec.title.localeCompare(b.spec.title))
    .map((analysis) => [analysis.spec.name, analysis]),
);

/** Every analysis there is, by title. */
export const listAnalyses = (): Analysis[] => [...analyses.values()];

/** @throws Failure `not_found` that names those there are. */
export function findAnalysis(name: string): Analysis {
  const analysis = analyses.get(name);
  if (analysis) return analysis;
  const known = [...analyses.keys()].join(', ');
  throw new Failure('not_found', `There is no analysis “${name}”. There are: ${known}.`, { name });
}
