import { create } from 'zustand';
import type { Backend, Input, Method, Output } from '../../contract/index.ts';

/** The part of a method's name before the dot. */
type Group = Method extends infer M ? (M extends `${infer G}.${string}` ? G : never) : never;

const everything: readonly Group[] = [
  'study',
  'data',
  'vocabulary',
  'conceptSet',
  'cohort',
  'analysis',
  'run',
  'finding',
  'ledger',
];

const edits: readonly Group[] = ['study', 'conceptSet', 'cohort', 'finding', 'ledger'];

/** After which methods which answers are stale. A method that is not listed changes nothing. */
const changes: Partial<Record<Method, readonly Group[]>> = {
  'study.create': everything,
  'study.open': everything,
  'study.sample': everything,
  'study.close': everything,
  'study.changePassphrase': ['ledger'],
  'ledger.again': ['ledger'],
  'ledger.signAnew': ['ledger'],
  'study.destroyKeys': everything,
  'study.undo': edits,
  'study.redo': edits,
  'import.load': ['study', 'data', 'vocabulary', 'cohort', 'ledger'],
  'data.destroySecrets': ['data', 'ledger'],
  'vocabulary.prepare': ['vocabulary'],
  'conceptSet.save': edits,
  'conceptSet.rename': edits,
  'conceptSet.remove': edits,
  'conceptSet.open': edits,
  'cohort.save': edits,
  'cohort.create': edits,
  'cohort.edit': edits,
  'cohort.paste': edits,
  'cohort.keep': ['cohort'],
  'cohort.restore': edits,
  'cohort.rename': edits,
  'cohort.remove': edits,
  'cohort.open': edits,
  'cohort.run': ['cohort', 'run', 'ledger', 'study'],
  'analysis.run': ['run', 'ledger', 'study'],
  'model.evaluate': ['model', 'run', 'ledger', 'study'],
  'model.explain': ['run', 'ledger', 'study'],
  'model.impute': ['run', 'ledger', 'study'],
  'model.synthesise': ['run', 'ledger', 'study'],
  'model.subgroups': ['run', 'ledger', 'study'],
  'model.explainPerson': ['ledger'],
  'model.outliers': ['ledger'],
  'model.similar': ['ledger'],
  'synthetic.export': ['ledger'],
  'bundle.takeSignOff': ['ledger'],
  'finding.add': edits,
  'finding.edit': edits,
  'finding.coarsen': edits,
  'finding.order': ['finding'],
  'finding.remove': edits,
  'export.bundle': ['finding', 'ledger'],
  'sql.run': ['ledger'],
};

/** Methods after which another study is open: no answer of the one before may be shown again. */
const switches: ReadonlySet<Method> = new Set(['study.create', 'study.open', 'study.sample', 'study.close']);

interface Freshness {
  readonly versions: Readonly<Record<string, number>>;
  /** Counts the studies opened in this window. */
  readonly study: number;
}

const useFreshness = create<Freshness>(() => ({ versions: {}, study: 0 }));

export const groupOf = (method: Method): string => method.slice(0, method.indexOf('.'));

/** Makes every shown answer of these groups be asked for again. */
export function markStale(groups: readonly string[]): void {
  useFreshness.setState(({ versions }) => ({
    versions: { ...versions, ...Object.fromEntries(groups.map((group) => [group, (versions[group] ?? 0) + 1])) },
  }));
}

/** Changes whenever the answers of a method may have changed. */
export const useVersion = (method: Method): number => useFreshness(({ versions }) => versions[groupOf(method)] ?? 0);

/** Tells the answers of one study from those of the next. */
export const useStudyCount = (): number => useFreshness(({ study }) => study);

/** These answer with the cohort as it then is, which need not be asked for once more. */
const givesCohort: ReadonlySet<Method> = new Set(['cohort.create', 'cohort.edit', 'cohort.paste', 'cohort.restore']);

/**
 * The same backend; after a call that changes something, what it made stale is asked for again. A cohort that was just
 * answered with is not: with many rules it is the largest of all answers.
 */
export function announcing(backend: Backend): Backend {
  let fresh: Output<'cohort.get'> | null = null;
  return {
    async call<M extends Method>(method: M, input: Input<M>, options?: Parameters<Backend['call']>[2]) {
      if (method === 'cohort.get' && fresh?.name === (input as Input<'cohort.get'>).name) return fresh as Output<M>;
      const output: Output<M> = await backend.call(method, input, options);
      if (changes[method]) fresh = givesCohort.has(method) ? (output as Output<'cohort.get'>) : null;
      if (switches.has(method)) useFreshness.setState(({ study }) => ({ study: study + 1 }));
      const stale = changes[method];
      if (stale) markStale(stale);
      return output;
    },
  };
}
