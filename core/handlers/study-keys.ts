import { rmSync } from 'node:fs';
import { Failure } from '../../contract/index.ts';
import type { studyMethods } from '../../contract/study.ts';
import type { Session } from '../session.ts';
import { datasetFolder, datasetNames } from '../study/datasets.ts';
import { noteKeysDestroyed, type Study } from '../study/study.ts';
import { destroyAllKeys, destroyDatasetKey } from '../vault/destroy.ts';
import { changePassphrase } from '../vault/key-file.ts';
import type { HandlersOf } from './handlers.ts';

type Methods = Pick<typeof studyMethods, 'study.changePassphrase' | 'study.destroyKeys'>;

/** The open study, where it is encrypted and may be changed. */
function encrypted(session: Session): Study {
  const study = session.writable();
  if (study.encrypted) return study;
  throw new Failure(
    'unsupported',
    `“${study.name}” has no passphrase: a study is encrypted from its beginning or not at all. Make a new one with a passphrase and import again.`,
  );
}

function requireConfirmed(confirm: string, name: string): void {
  if (confirm === name) return;
  throw new Failure('invalid_input', `Nothing was destroyed: to confirm, write the name “${name}” exactly.`);
}

export function vaultHandlers(session: Session): HandlersOf<Methods> {
  async function destroyDataset(study: Study, dataset: string): Promise<void> {
    await session.leaveDataset(dataset);
    study.record({
      act: 'study',
      summary: `Key of dataset “${dataset}” destroyed, and its data removed`,
      detail: { dataset },
    });
    destroyDatasetKey(study.path, dataset);
    rmSync(datasetFolder(study.path, dataset), { recursive: true, force: true });
  }

  async function destroyStudy(study: Study): Promise<void> {
    await session.change(() => {
      study.recordInTheClear({ act: 'study', summary: 'All keys of the study destroyed' });
      noteKeysDestroyed(study.path);
      destroyAllKeys(study.path);
      return null;
    });
  }

  return {
    'study.changePassphrase': async ({ current, next }) => {
      const study = encrypted(session);
      await changePassphrase(study.path, current, next);
      study.record({ act: 'study', summary: 'Passphrase changed', detail: {} });
      return {};
    },
    'study.destroyKeys': async ({ dataset, confirm }) => {
      const study = encrypted(session);
      requireConfirmed(confirm, dataset ?? study.name);
      const names = datasetNames(study.path);
      if (dataset !== undefined && !names.includes(dataset))
        throw new Failure('not_found', `There is no dataset “${dataset}” in this study.`);
      if (dataset === undefined) await destroyStudy(study);
      else await destroyDataset(study, dataset);
      return { destroyed: dataset === undefined ? names : [dataset] };
    },
  };
}
