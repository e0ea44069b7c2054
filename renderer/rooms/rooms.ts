import {
  BookOpenText,
  Database,
  FileCheck,
  FlaskConical,
  LibraryBig,
  type LucideIcon,
  SquareTerminal,
  Telescope,
  Users,
} from 'lucide-react';
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

export type RoomId = 'data' | 'concepts' | 'cohorts' | 'analyses' | 'model' | 'findings' | 'sql' | 'ledger';

export interface Room {
  readonly id: RoomId;
  readonly icon: LucideIcon;
  readonly View: LazyExoticComponent<ComponentType>;
}

const views = import.meta.glob<{ default: ComponentType }>('./*/view.tsx');

const icons: readonly (readonly [RoomId, LucideIcon])[] = [
  ['data', Database],
  ['concepts', LibraryBig],
  ['cohorts', Users],
  ['analyses', Telescope],
  ['model', FlaskConical],
  ['findings', FileCheck],
  ['sql', SquareTerminal],
  ['ledger', BookOpenText],
];

/** The rooms in the order of the work; each is loaded when it is first entered. A room is there when its view.tsx is. */
export const rooms: readonly Room[] = icons.flatMap(([id, icon]) => {
  const view = views[`./${id}/view.tsx`];
  return view ? [{ id, icon, View: lazy(view) }] : [];
});
