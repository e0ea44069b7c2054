import { BrowserWindow } from 'electron';
import { appPage } from './page.ts';

/** The one window: sandboxed, isolated, without Node, shown when it has something to show. */
export function openWindow(preload: string, isPackaged: boolean): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 640,
    show: false,
    title: 'Stillroom',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: !isPackaged,
    },
  });
  // Where the system allows it (macOS, Windows), a screenshot or a shared screen shows an empty window.
  window.setContentProtection(true);
  window.once('ready-to-show', () => window.show());
  void window.loadURL(appPage);
  return window;
}
