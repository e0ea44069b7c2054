import { type BrowserWindow, dialog, type IpcMainInvokeEvent, ipcMain } from 'electron';
import { appPage } from './page.ts';

/** Only the window's own top frame, on its own page, is answered. */
export function isTrusted(event: Pick<IpcMainInvokeEvent, 'senderFrame' | 'sender'>, window: BrowserWindow): boolean {
  const frame = event.senderFrame;
  return (
    event.sender === window.webContents &&
    frame !== null &&
    frame.parent === null &&
    frame.url.split('#')[0] === appPage
  );
}

/** Calls whenever the window's own page wants a way to the engine. */
export function onEngineWanted(window: BrowserWindow, give: () => void): void {
  ipcMain.on('engine-wanted', (event) => {
    if (isTrusted(event, window)) give();
  });
}

/** The system's own dialogs: the window gets paths, never the files. */
export function answerDialogs(window: BrowserWindow): void {
  const handle = (channel: string, ask: () => Promise<string[]>) =>
    ipcMain.handle(channel, (event) => {
      if (!isTrusted(event, window)) throw new Error('Refused: not the window.');
      return ask();
    });
  const open = async (properties: ('openFile' | 'openDirectory' | 'multiSelections' | 'createDirectory')[]) =>
    (await dialog.showOpenDialog(window, { properties })).filePaths;

  handle('choose-folder', () => open(['openDirectory', 'createDirectory']));
  handle('choose-files', () => open(['openFile', 'multiSelections']));
  handle('choose-save', async () => {
    const { filePath } = await dialog.showSaveDialog(window, { filters: [{ name: 'Bundle', extensions: ['zip'] }] });
    return filePath ? [filePath] : [];
  });
}
