import { existsSync } from 'node:fs';
import type { JobContext } from '../../contract/context.ts';
import type { StudyVerification } from '../../contract/study.ts';
import { databaseOf, datasetNames, readManifest } from './datasets.ts';
import { hashFile } from './hash-file.ts';
import { entriesOfAct } from './ledger-entry.ts';
import { holdAgainst, readOutsideHead } from './outside-head.ts';
import { verifyReadersLedger } from './readers-ledger.ts';
import { fileProblem, recordedFiles } from './recorded-files.ts';
import { checkLedger } from './verify-ledger.ts';

/** Hash of each dataset as its last import has it, but for those whose key was destroyed since. */
function importedDatasets(lines: readonly string[]): Map<string, unknown> {
  const destroyed = new Map(entriesOfAct(lines, 'study').map(({ seq, detail }) => [detail.dataset, seq]));
  return new Map(
    entriesOfAct(lines, 'import')
      .filter(({ seq, detail }) => seq > (destroyed.get(detail.dataset) ?? 0))
      .map(({ detail }) => [String(detail.dataset), detail.sha256]),
  );
}

/** What is wrong with a dataset, in words, or null: its file against the ledger, and its manifest against its file. */
async function datasetProblem(studyPath: string, name: string, imported: unknown, context: JobContext) {
  const file = databaseOf(studyPath, name);
  if (!existsSync(file)) return `The data of “${name}” is missing.`;
  const hash = await hashFile(file, context);
  if (imported === undefined) return `The dataset “${name}” was put into the study without an import.`;
  if (hash !== imported) return `The data of “${name}” is not what was imported: the file was swapped or changed.`;
  if (!datasetNames(studyPath).includes(name)) return `The manifest of “${name}” is missing.`;
  return readManifest(studyPath, name).sha256 === hash ? null : `The manifest of “${name}” was changed.`;
}

/**
 * Recomputes what a study claims of itself from its files: the ledger's chain, its signed head and key, each dataset, and
 * each result and finding against the hash that the ledger has of it. With `against`, a file with a signed head from
 * outside, also that the ledger goes on from there: a folder that was rolled back as a whole is not found otherwise.
 */
export async function verifyStudy(
  studyPath: string,
  context: JobContext,
  against?: string,
): Promise<StudyVerification> {
  const outside = against === undefined ? null : readOutsideHead(against);
  const { problems, remarks, lines, keys } = checkLedger(studyPath);
  problems.push(...verifyReadersLedger(studyPath));
  const held = outside && holdAgainst(outside, lines, keys);
  if (held?.kind === 'problem') problems.push(held.problem);
  if (held?.kind === 'goes on') remarks.push(held.remark);
  const files = recordedFiles(lines);
  for (const file of files) {
    context.signal.throwIfAborted();
    const problem = fileProblem(studyPath, file);
    if (problem !== null) problems.push(problem);
  }
  const imported = importedDatasets(lines);
  const names = [...new Set([...imported.keys(), ...datasetNames(studyPath)])].sort();
  for (const [done, name] of names.entries()) {
    context.signal.throwIfAborted();
    context.progress({ stage: `Reading dataset ${name}`, done, total: names.length });
    const problem = await datasetProblem(studyPath, name, imported.get(name), context);
    if (problem !== null) problems.push(problem);
  }
  return {
    ok: problems.length === 0,
    problems,
    remarks,
    checked: lines.length + names.length + files.length,
    consistency: held?.kind === 'goes on' ? held.consistency : null,
  };
}
