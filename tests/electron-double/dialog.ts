import { asked } from './asked.ts';

/** Paths that the next dialogs answer with, in order; none is a dialog that was cancelled. */
export const chosenPaths: (readonly string[])[] = [];

const choose = async () => {
  const filePaths = [...(chosenPaths.shift() ?? [])];
  return { canceled: filePaths.length === 0, filePaths, filePath: filePaths[0] ?? '' };
};

export const dialog = {
  showOpenDialog: choose,
  showSaveDialog: choose,
  showErrorBox: (title: string, content: string) => void asked.errorBoxes.push(`${title}: ${content}`),
};

interface MenuEntry {
  readonly role?: string;
  readonly label?: string;
  readonly submenu?: readonly MenuEntry[];
}

const words = ({ role, label, submenu = [] }: MenuEntry): string[] => [role ?? label ?? '', ...submenu.flatMap(words)];

export const Menu = {
  buildFromTemplate: (template: readonly MenuEntry[]) => template,
  setApplicationMenu: (template: readonly MenuEntry[]) => void asked.menu.push(...template.flatMap(words)),
};
