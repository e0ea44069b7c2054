import { create } from 'zustand';

interface DataRoom {
  /** The table whose rows are on screen; null: the list of tables. */
  readonly table: string | null;
  readonly isChoosing: boolean;
  openTable(table: string): void;
  closeTable(): void;
  setChoosing(isChoosing: boolean): void;
}

/** Where the reader is in the Data room; kept while other rooms are visited. */
export const useDataRoom = create<DataRoom>()((set) => ({
  table: null,
  isChoosing: false,
  openTable: (table) => set({ table }),
  closeTable: () => set({ table: null }),
  setChoosing: (isChoosing) => set({ isChoosing }),
}));
