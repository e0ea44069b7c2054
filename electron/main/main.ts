import { join } from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import { answerDialogs, onEngineWanted } from './dialogs.ts';
import { superviseEngine } from './engine.ts';
import { answerKeychain } from './keychain.ts';
import { closeChromium, closeContents, closeSession, refusedStart } from './lock-down.ts';
import { setMenu } from './menu.ts';
import { declareScheme, servePages } from './page.ts';
import { openWindow } from './window.ts';

const built = import.meta.dirname;

function start(): BrowserWindow {
  closeSession();
  app.on('web-contents-created', (_event, contents) => closeContents(contents));
  servePages(join(built, '..', 'renderer'));
  setMenu(app.isPackaged);
  const window = openWindow(join(built, 'preload.cjs'), app.isPackaged);
  answerDialogs(window);
  answerKeychain(window, join(app.getPath('userData'), 'keychain'));

  const entries = { engine: join(built, 'engine-process.js'), inference: join(built, 'inference-process.js') };
  const engine = superviseEngine(entries, {
    onLost: () => sendPort(),
    onHopeless: () =>
      dialog.showErrorBox(
        'The engine does not start',
        'It stopped three times within ten seconds. Your studies are as they were. Install Stillroom again; if that does not help, start it from a terminal to see why.',
      ),
  });
  /** A port from the window straight to the engine; what goes over it does not pass through here. */
  function sendPort(): void {
    if (!window.isDestroyed()) window.webContents.postMessage('engine-port', null, [engine.connect()]);
  }
  onEngineWanted(window, sendPort);
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('before-quit', () => engine.stop());
  return window;
}

closeChromium();
declareScheme();
const refused = refusedStart(process.argv.slice(1), process.env, app.isPackaged);
if (refused) {
  dialog.showErrorBox('Stillroom', refused);
  app.exit(2);
} else if (!app.requestSingleInstanceLock()) app.quit();
else {
  app.on('window-all-closed', () => app.quit());
  void app.whenReady().then(start);
}
