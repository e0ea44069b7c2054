import { create } from 'zustand';
import { immer } from 'zustand/middleware/immer';
import type { StudySummary } from '../../contract/study.ts';
import type { RoomId } from '../rooms/rooms.ts';
import { useAnalysisForm } from './analysis-form.ts';
import { useJobs } from './jobs.ts';
import { useModelForm } from './model-form.ts';

interface Session {
  /** undefined: not known yet; null: none is open. */
  readonly study: StudySummary | null | undefined;
  readonly room: RoomId;
  /** The dataset the rooms work on: the latest one unless another was chosen. */
  readonly dataset: string | null;
  setStudy(study: StudySummary | null): void;
  goTo(room: RoomId): void;
  chooseDataset(name: string): void;
}

const latestDataset = (study: StudySummary | null) =>
  study?.datasets.toSorted((a, b) => a.importedAt.localeCompare(b.importedAt)).at(-1)?.name ?? null;

/** What was run, and what was chosen to be read, is of the study that is left. */
function leaveStudy(): void {
  useJobs.getState().leaveStudy();
  useAnalysisForm.setState({ kind: null, path: null });
  useModelForm.setState({ kind: null, path: null });
}

/** What is open, and where the reader is in it. */
export const useSession = create<Session>()(
  immer((set, get) => ({
    study: undefined as StudySummary | null | undefined,
    room: 'data' as RoomId,
    dataset: null as string | null,
    setStudy: (study) => {
      if (get().study?.path !== study?.path) leaveStudy();
      set((state) => {
        const isSame = state.study?.path === study?.path;
        const isStillThere = study?.datasets.some(({ name }) => name === state.dataset) ?? false;
        if (state.study !== undefined && !isSame) state.room = 'data';
        if (!isSame || !isStillThere) state.dataset = latestDataset(study);
        state.study = study;
      });
    },
    goTo: (room) =>
      set((state) => {
        state.room = room;
      }),
    chooseDataset: (name) =>
      set((state) => {
        state.dataset = name;
      }),
  })),
);
