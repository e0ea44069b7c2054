import type { dataMethods } from '../../contract/data.ts';
import { Failure, stage } from '../../contract/index.ts';
import { destroySecrets, hasSecrets } from '../deidentify/decide/secrets.ts';
import { identifier } from '../engine/sql-text.ts';
import { readWindow, rejectedReasons } from '../engine/window.ts';
import { importDataset, inspectPaths } from '../importers/import-dataset.ts';
import { profileTable } from '../profile/table-profile.ts';
import type { Session } from '../session.ts';
import { dataFolder, readManifest } from '../study/datasets.ts';
import { recordImport } from '../study/import-record.ts';
import type { Study } from '../study/study.ts';
import type { HandlersOf } from './handlers.ts';

export function dataHandlers(session: Session): HandlersOf<typeof dataMethods> {
  const viewed = new Set<string>();

  /** The ledger notes once a session that rows of a table were looked at. */
  function noteView(study: Study, dataset: string, table: string): void {
    const key = `${study.path}\n${dataset}\n${table}`;
    if (viewed.has(key)) return;
    viewed.add(key);
    study.record({ act: 'view', summary: `Rows of ${table} viewed`, detail: { dataset, table } });
  }

  return {
    'import.inspect': (input, context) =>
      session.onScratch((connection) => {
        const open = session.current();
        const dataDir = open ? dataFolder(open.path) : undefined;
        return inspectPaths({ ...input, dataDir }, connection, stage(context, 'Looking at the files'));
      }),
    'import.load': async ({ paths, format, name, decisions }, context) => {
      const study = session.writable();
      const { result, manifest } = await importDataset(
        { paths, format, name, decisions, dataDir: dataFolder(study.path), limits: session.options.limits },
        context,
      );
      recordImport(study.record, manifest);
      return result;
    },
    'data.destroySecrets': () => {
      const study = session.writable();
      const destroyed = destroySecrets(study.path);
      if (destroyed)
        study.record({ act: 'gate', summary: 'Secrets of shifted dates and hashes destroyed', detail: {} });
      return { destroyed };
    },
    'data.secrets': () => ({ held: hasSecrets(session.study().path) }),
    'data.describe': ({ dataset }) => readManifest(session.study().path, dataset),
    'data.window': (input, context) => {
      const study = session.study();
      return session.onDataset(input.dataset, async (connection, _name, { orders }) => {
        const { tables } = readManifest(study.path, input.dataset);
        const window = await readWindow(connection, orders, tables, input, context);
        noteView(study, input.dataset, input.table);
        return window;
      });
    },
    'data.profile': ({ dataset, table }, context) => {
      const study = session.study();
      return session.onDataset(dataset, async (connection) => {
        const found = readManifest(study.path, dataset).tables.find(({ name }) => name === table);
        if (!found) throw new Failure('not_found', `There is no table “${table}” in “${dataset}”.`);
        const profile = await profileTable(`cdm.main.${identifier(table)}`, found.columns, connection, context);
        noteView(study, dataset, table);
        return profile;
      });
    },
    'data.rejected': ({ dataset, table }, context) =>
      session.onDataset(dataset, (connection) => rejectedReasons(connection, table, context)),
  };
}
