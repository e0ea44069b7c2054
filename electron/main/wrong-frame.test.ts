import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import fc from 'fast-check';
import { afterAll, expect, it, vi } from 'vitest';
import { ipcMain } from '../../tests/electron-double/ipc.ts';

vi.mock('electron', () => import('../../tests/electron-double/electron.ts'));
const { answerDialogs, onEngineWanted } = await import('./dialogs.ts');
const { answerKeychain } = await import('./keychain.ts');

const page = 'stillroom://app/index.html';
const folder = mkdtempSync(join(tmpdir(), 'stillroom-frames-'));
afterAll(() => rmSync(folder, { recursive: true }));
const webContents = {};
const window = { webContents } as BrowserWindow;
answerDialogs(window);
answerKeychain(window, folder);
const given: string[] = [];
onEngineWanted(window, () => given.push('a port to the engine'));
const channels = ['choose-folder', 'choose-files', 'choose-save'].concat(
  ['available', 'recall', 'remember', 'forget'].map((act) => `keychain-${act}`),
);

const foreignUrl = fc
  .oneof(
    fc.webUrl(),
    fc.string(),
    fc.constantFrom('about:blank', 'stillroom://app/', 'file:///index.html', `${page}?x`, `data:text/html,${page}`),
    fc.string().map((text) => `${page}/${text}`),
    fc.string().map((text) => `x${text}${page}`),
  )
  .filter((url) => url.split('#')[0] !== page);
const foreign = fc.oneof(
  fc.record({
    sender: fc.constant(webContents),
    senderFrame: fc.record({ url: foreignUrl, parent: fc.constant(null) }),
  }),
  fc.record({ sender: fc.constant(webContents), senderFrame: fc.constant({ url: page, parent: { url: page } }) }),
  fc.record({ sender: fc.constant({}), senderFrame: fc.constant({ url: page, parent: null }) }),
  fc.record({ sender: fc.constant(webContents), senderFrame: fc.constant(null) }),
);

it('no channel answers another frame, whatever it says', async () => {
  const said = fc.array(fc.anything(), { maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...channels), foreign, said, async (channel, event, args) => {
      await expect(ipcMain.invoke(channel, event, args)).rejects.toThrow('Refused: not the window.');
      ipcMain.emit('engine-wanted', event);
    }),
    { numRuns: 300 },
  );
  expect(readdirSync(folder)).toEqual([]);
  expect(given).toEqual([]);
});

it('the window itself is answered, but not when it sends what is no text', async () => {
  const event = { sender: webContents, senderFrame: { url: `${page}#room/data`, parent: null } };
  expect(await ipcMain.invoke('keychain-available', event, [])).toBe(false);
  ipcMain.emit('engine-wanted', event);
  expect(given).toEqual(['a port to the engine']);
  await expect(ipcMain.invoke('keychain-recall', event, [{ path: '../..' }])).rejects.toThrow('Refused: not texts.');
});
