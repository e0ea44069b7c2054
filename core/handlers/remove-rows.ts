import type { Session } from '../session.ts';
import { datasetNames } from '../study/datasets.ts';
import { removeGenerations } from '../study/generations.ts';

/** Removes the rows of a cohort on every dataset of the open study. */
export function removeRows(session: Session, cohort: string): void {
  const { path } = session.study();
  for (const dataset of datasetNames(path)) {
    removeGenerations(path, dataset, cohort);
    session.forget(dataset);
  }
}
