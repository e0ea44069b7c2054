import { create } from 'zustand';

interface SqlRoom {
  readonly query: string;
  /** Rows a result may have. */
  readonly limit: number;
  /** Height of the editor in px. */
  readonly editorHeight: number;
  setQuery(query: string): void;
  setLimit(limit: number): void;
  setEditorHeight(height: number): void;
}

/** The query being written; kept while other rooms are visited. */
export const useSqlRoom = create<SqlRoom>()((set) => ({
  query: '',
  limit: 1000,
  editorHeight: 208,
  setQuery: (query) => set({ query }),
  setLimit: (limit) => set({ limit }),
  setEditorHeight: (editorHeight) => set({ editorHeight }),
}));
