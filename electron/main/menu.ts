import { Menu, type MenuItemConstructorOptions } from 'electron';

/** The least a desktop expects: quit, edit, zoom. Everything else is a command of the window. */
export function setMenu(isPackaged: boolean): void {
  const template: MenuItemConstructorOptions[] = [
    { label: 'Stillroom', submenu: [{ role: 'about' }, { type: 'separator' }, { role: 'quit' }] },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
      ],
    },
    { role: 'windowMenu' },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
