import { contextBridge, ipcRenderer, webUtils } from 'electron';

/**
 * All the page gets: which host it is in, the system's dialogs, which answer with paths, where dropped files lie, and what
 * the system's keychain keeps of encrypted studies.
 */
const bridge = {
  host: 'desktop',
  chooseFolder: () => ipcRenderer.invoke('choose-folder'),
  chooseFiles: () => ipcRenderer.invoke('choose-files'),
  chooseSave: () => ipcRenderer.invoke('choose-save'),
  pathOf: (file: File) => webUtils.getPathForFile(file),
  keychain: {
    available: () => ipcRenderer.invoke('keychain-available'),
    recall: (study: string) => ipcRenderer.invoke('keychain-recall', study),
    remember: (study: string, passphrase: string) => ipcRenderer.invoke('keychain-remember', study, passphrase),
    forget: (study: string) => ipcRenderer.invoke('keychain-forget', study),
  },
} as const;
contextBridge.exposeInMainWorld('stillroom', bridge);

// A MessagePort cannot cross the context bridge; it can be posted to the page's own window.
ipcRenderer.on('engine-port', (event) => window.postMessage({ kind: 'stillroom-port' }, '*', [...event.ports]));
window.addEventListener('message', ({ source, data }) => {
  if (source === window && data?.kind === 'stillroom-ready') ipcRenderer.send('engine-wanted');
});
