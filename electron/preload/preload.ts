import { contextBridge, ipcRenderer, webUtils } from 'electron';

/** All the page gets: which host it is in, the system's dialogs, which answer with paths, and where dropped files lie. */
const bridge = {
  host: 'desktop',
  chooseFolder: () => ipcRenderer.invoke('choose-folder'),
  chooseFiles: () => ipcRenderer.invoke('choose-files'),
  chooseSave: () => ipcRenderer.invoke('choose-save'),
  pathOf: (file: File) => webUtils.getPathForFile(file),
} as const;
contextBridge.exposeInMainWorld('stillroom', bridge);

// A MessagePort cannot cross the context bridge; it can be posted to the page's own window.
ipcRenderer.on('engine-port', (event) => window.postMessage({ kind: 'stillroom-port' }, '*', [...event.ports]));
window.addEventListener('message', ({ source, data }) => {
  if (source === window && data?.kind === 'stillroom-ready') ipcRenderer.send('engine-wanted');
});
