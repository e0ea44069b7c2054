/**
 * A double of the few Electron calls the shell makes, on a real Chromium driven by Playwright. The shell's own built code
 * runs over it unchanged: main in a Node process of its own, the engine and the model in forked ones, the preload script
 * in the page, the pages over `protocol.handle` with the policy header they are given, the window's port bridged to the
 * engine's process. A test attaches to the same page (`launch.ts`) and can ask what the shell asked for (`asked.ts`).
 *
 * What it does NOT prove, and only real Electron can:
 * - the sandbox and context isolation: they are seen to be asked for; here the preload script runs in the page's world;
 * - that Electron's session refuses permissions, downloads and devices: the shell's handlers are asked, their answer seen;
 * - that the request filter sees everything real Electron sends: WebSockets and the browser's own traffic do not pass here;
 * - that main sees no data: in Electron ports join two processes directly, here main carries their messages;
 * - the order of a port's `close` against other events, structured clone of every type, transfer of buffers;
 * - the `stillroom:` scheme: a loopback name stands for it (`origin.ts`);
 * - `will-redirect`, web views, the WebRTC policy, the spell checker, native dialogs and menus;
 * - that the keychain encrypts, whose it is, and which one the system has: a key of this process stands for it;
 * - fuses, `app.asar`, `process.resourcesPath`, signing, packaging, the GPU, the single-instance lock.
 */
export { app } from './app.ts';
export { BrowserWindow } from './browser-window.ts';
export { dialog, Menu } from './dialog.ts';
export { ipcMain } from './ipc.ts';
export { MessageChannelDouble as MessageChannelMain } from './message-port.ts';
export { safeStorage } from './safe-storage.ts';
export { protocol, session } from './session.ts';
export { utilityProcess } from './utility-process.ts';
