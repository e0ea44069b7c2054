import { FolderInput } from 'lucide-react';
import { useEffect, useState } from 'react';
import { toast } from '../kit/toast.tsx';
import { useDataRoom } from '../state/data-room.ts';
import { useImportFlow } from '../state/import-flow.ts';
import { useJobs } from '../state/jobs.ts';
import { useSession } from '../state/session.ts';
import { dataText } from '../text/data.ts';
import styles from './file-drop.module.css';

const t = dataText.dropping;

const holdsFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;

/** Where the dropped files lie, as far as the host tells: the desktop shell does, a browser never. */
function pathsOf(files: FileList | undefined): readonly string[] {
  const tell = window.stillroom?.pathOf;
  return [...(files ?? [])].map((file) => tell?.(file) ?? '').filter(Boolean);
}

function isLoading(): boolean {
  const { jobs, latest } = useJobs.getState();
  const status = jobs[latest['import.load'] ?? -1]?.status;
  return status === 'running' || status === 'cancelling';
}

/** A folder or files dropped on the window, in any room, are looked at in the Data room; nothing is loaded by it. */
function take(files: FileList | undefined): void {
  const problem = useSession.getState().study?.readOnly ? dataText.readOnly : isLoading() ? t.busy : null;
  if (problem) {
    toast({ title: problem });
    return;
  }
  const paths = pathsOf(files);
  useSession.getState().goTo('data');
  if (paths.length > 0) useImportFlow.getState().choose(paths);
  else {
    useDataRoom.getState().setChoosing(true);
    toast({ title: t.noPath, note: t.noPathWhy });
  }
}

/** Listens for files dragged over the window, and shows what letting go of them will do. */
export function FileDrop() {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = ({ relatedTarget }: DragEvent) => {
      if (relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(false);
      take(event.dataTransfer?.files);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);
  if (!isOver) return null;
  return (
    <div className={styles.over} aria-hidden>
      <p className={styles.words}>
        <FolderInput size={28} strokeWidth={1.25} />
        {t.over}
      </p>
    </div>
  );
}
