import { useEffect } from 'react';
import type { ImportPlan } from '../../../contract/data.ts';
import type { Output } from '../../../contract/index.ts';
import { useJob } from '../../backend/use-job.ts';
import { Button, FailureNote, formatCount, Progress, RoomPage, toast } from '../../kit/index.ts';
import { useDataRoom } from '../../state/data-room.ts';
import { useImportFlow } from '../../state/import-flow.ts';
import { jobShare, useJobs } from '../../state/jobs.ts';
import { useSession } from '../../state/session.ts';
import { importText as t } from '../../text/data.ts';
import { folderName } from './folder-name.ts';
import styles from './import-page.module.css';
import { ImportPlanView } from './import-plan.tsx';

/** An import: the dry run, the gate's report and decisions, the load. */
export function ImportPage({ paths }: { readonly paths: readonly string[] }) {
  const name = folderName(paths);
  const inspect = useJob('import.inspect');
  const load = useJob('import.load');
  useInspection(paths, name, inspect.start);
  useEffect(() => {
    if (load.state.kind === 'done') finish(load.state.result);
  }, [load.state]);
  const lead = `${t.from} ${paths.length === 1 ? paths[0] : `${paths[0]} …`}`;

  if (load.state.kind === 'running') {
    const { progress } = load.state;
    return (
      <RoomPage title={t.loadingTitle(name)} lead={t.loadingWhy}>
        <Working label={t.jobLoad(name)} progress={progress} onCancel={load.cancel} />
      </RoomPage>
    );
  }
  return (
    <RoomPage title={t.title} lead={lead} actions={<Leave />}>
      {load.state.kind === 'failed' ? <FailureNote failure={load.state.failure} title={t.loadFailed} /> : null}
      {load.state.kind === 'cancelled' ? <p role="status">{t.cancelled}</p> : null}
      {inspect.state.kind === 'running' ? (
        <Working label={t.inspecting} progress={inspect.state.progress} onCancel={inspect.cancel} />
      ) : null}
      {inspect.state.kind === 'failed' ? (
        <FailureNote failure={inspect.state.failure} title={t.inspectFailed} onRetry={inspect.again} />
      ) : null}
      {inspect.state.kind === 'cancelled' ? (
        <div className={styles.working}>
          <p role="status">{t.cancelled}</p>
          <Button onPress={inspect.again}>{t.inspectAgain}</Button>
        </div>
      ) : null}
      {inspect.state.kind === 'done' ? <Plan plan={inspect.state.result} paths={paths} /> : null}
    </RoomPage>
  );
}

/** Inspects once for every choice of files; coming back to the room finds the same inspection. */
function useInspection(
  paths: readonly string[],
  name: string,
  start: ReturnType<typeof useJob<'import.inspect'>>['start'],
): void {
  useEffect(() => {
    const { jobs, latest } = useJobs.getState();
    const known = jobs[latest['import.inspect'] ?? -1]?.input as { paths?: readonly string[] } | undefined;
    if (known?.paths?.join('\n') !== paths.join('\n')) void start({ paths: [...paths] }, t.jobInspect(name));
  }, [paths, name, start]);
}

interface WorkingProps {
  readonly label: string;
  readonly progress: Parameters<typeof jobShare>[0];
  readonly onCancel: () => void;
}

function Working({ label, progress, onCancel }: WorkingProps) {
  return (
    <div role="status" className={styles.working}>
      <p>{progress?.stage ?? label}</p>
      <Progress label={label} share={jobShare(progress)} />
      <Button onPress={onCancel}>{t.cancel}</Button>
    </div>
  );
}

function Leave() {
  const leave = useImportFlow((s) => s.leave);
  const setChoosing = useDataRoom((s) => s.setChoosing);
  return (
    <>
      <Button variant="plain" onPress={() => setChoosing(true)}>
        {t.other}
      </Button>
      <Button onPress={leave}>{t.leave}</Button>
    </>
  );
}

const slot = 'import.load';

/** What follows a finished load, once: the room sees a load that was run again, the promise one that ends while it is left. */
function finish(result: Output<'import.load'>): void {
  const { latest, forget } = useJobs.getState();
  if (latest[slot] === undefined) return;
  forget(slot);
  const rejected = result.tables.reduce((sum, table) => sum + table.rejected, 0);
  toast({
    title: t.loaded(result.dataset),
    note: t.loadedNote(
      formatCount(result.persons, 'persons'),
      formatCount(result.tables.length, 'tables'),
      rejected > 0 ? formatCount(rejected, 'rows') : null,
    ),
  });
  useImportFlow.getState().finish(result.dataset);
  useSession.getState().chooseDataset(result.dataset);
}

function Plan({ plan, paths }: { readonly plan: ImportPlan; readonly paths: readonly string[] }) {
  const load = useJob(slot);
  const start = async (name: string) => {
    const { decisions } = useImportFlow.getState();
    const result = await load.start({ paths: [...paths], name, decisions: [...decisions] }, t.jobLoad(name));
    if (result) finish(result);
  };
  return <ImportPlanView plan={plan} name={folderName(paths)} onLoad={(name) => void start(name)} />;
}
