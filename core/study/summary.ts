import type { StudySummary } from '../../contract/study.ts';
import { datasetNames, readManifest } from './datasets.ts';
import { findings } from './findings.ts';
import type { Study } from './study.ts';

/** What a window shows of a study at first sight. */
export function summarise(study: Study): StudySummary {
  return {
    path: study.path,
    name: study.name,
    created: study.created,
    readOnly: study.readOnly,
    encrypted: study.encrypted,
    datasets: datasetNames(study.path).map((dataset) => {
      const { name, format, persons, regime, importedAt } = readManifest(study.path, dataset);
      return { name, format, persons, regime, importedAt };
    }),
    cohorts: study.documents.list('cohorts'),
    findings: findings(study.path).length,
    undo: study.documents.undoLabel(),
    redo: study.documents.redoLabel(),
    recovered: [...study.recovered],
  };
}
