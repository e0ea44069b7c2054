import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Failure, stage } from '../../contract/index.ts';
import type { studyMethods } from '../../contract/study.ts';
import { importDataset } from '../importers/import-dataset.ts';
import { sweepUnfinished } from '../importers/sweep.ts';
import type { Session } from '../session.ts';
import { dataFolder, datasetNames } from '../study/datasets.ts';
import { listFiles } from '../study/files.ts';
import { recordImport } from '../study/import-record.ts';
import { requirePlainFiles } from '../study/plain-files.ts';
import { recentStudies, rememberStudy } from '../study/recent.ts';
import { createStudy, isStudy, makeStudyFolder, openStudy, type Study } from '../study/study.ts';
import { summarise } from '../study/summary.ts';
import { verifyStudy } from '../study/verify.ts';
import { hasKeyFile, makeStudyKey, readStudyKey, type StudyKey } from '../vault/key-file.ts';
import type { HandlersOf } from './handlers.ts';
import { vaultHandlers } from './study-keys.ts';
import { readTemplates } from './templates.ts';

export function studyHandlers(session: Session): HandlersOf<typeof studyMethods> {
  const { options } = session;

  const isOpen = (path: string) => session.current()?.path === resolve(path);

  /** An undo can take a cohort away or bring it back, and with it its rows. */
  const forgetRows = (study: Study) => {
    for (const dataset of datasetNames(study.path)) session.forget(dataset);
  };

  async function enter(next: () => Study): Promise<Study> {
    const study = await session.change(() => {
      const entered = next();
      if (!entered.readOnly && entered !== session.current()) sweepUnfinished(dataFolder(entered.path));
      return entered;
    });
    rememberStudy(options.home, study.path, study.name);
    return study;
  }

  /** Opening the study that is open already changes nothing. */
  const reach = (path: string, key: StudyKey | null = null): Study =>
    isOpen(path) ? session.study() : openStudy(path, key);

  /** Argon2id takes its time before the study is left that is open: a wrong passphrase changes nothing. */
  async function open(path: string, passphrase: string | undefined): Promise<Study> {
    const asked = passphrase !== undefined && !isOpen(path) && hasKeyFile(path);
    if (asked) requirePlainFiles(resolve(path));
    const key = asked ? await readStudyKey(resolve(path), passphrase) : null;
    return enter(() => reach(path, key));
  }

  async function create(path: string, name: string, passphrase: string | undefined): Promise<Study> {
    const key = passphrase === undefined ? null : await makeStudyKey(makeStudyFolder(path), passphrase);
    return enter(() => createStudy(path, name, options.version, key));
  }

  /** A study with the sample cohort in it: made once, whole, or not at all. */
  async function addSample(study: Study, context: Parameters<typeof stage>[0]) {
    if (!datasetNames(study.path).includes('sample')) {
      const { manifest } = await importDataset(
        {
          paths: [options.sampleFolder],
          format: 'omop',
          name: 'sample',
          decisions: [],
          dataDir: dataFolder(study.path),
          limits: options.limits,
        },
        context,
      );
      recordImport(study.record, manifest);
    }
    if (study.documents.list('cohorts').length === 0) {
      const edits = readTemplates(options.templatesFolder).map(({ name, text }) => ({ folder: 'cohorts', name, text }));
      study.documents.edit('Add the sample cohort definitions', edits);
    }
  }

  return {
    ...vaultHandlers(session),
    'study.create': async ({ path, name, passphrase }) => summarise(await create(path, name, passphrase)),
    'study.open': async ({ path, passphrase }) => summarise(await open(path, passphrase)),
    'study.sample': async ({ path = join(options.home, 'sample.stillroom') }, context) => {
      const study = await enter(() =>
        isStudy(path) ? reach(path) : createStudy(path, 'Sample study', options.version),
      );
      await session.job(context, async (own) => {
        if (!study.readOnly) await addSample(study, stage(own, 'Importing the sample cohort'));
      });
      return summarise(study);
    },
    'study.close': async () => {
      await session.change(() => null);
      return {};
    },
    'study.current': () => {
      const study = session.current();
      return study ? summarise(study) : null;
    },
    'study.recent': () => recentStudies(options.home),
    'study.undo': () => {
      const study = session.writable();
      const label = study.documents.undo();
      forgetRows(study);
      study.record({ act: 'edit', summary: `Undone: ${label}` });
      return summarise(study);
    },
    'study.redo': () => {
      const study = session.writable();
      const label = study.documents.redo();
      forgetRows(study);
      study.record({ act: 'edit', summary: `Redone: ${label}` });
      return summarise(study);
    },
    'study.verify': ({ against }, context) => verifyStudy(session.study().path, context, against),
    'files.list': ({ path = options.home }) => {
      if (!existsSync(path)) throw new Failure('not_found', `There is no folder “${path}”.`);
      return listFiles(path);
    },
  };
}
