import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { type Double, launchDouble, startDouble } from '../electron-double/launch.ts';
import { builtMain, doubleHost } from './hosts/double.ts';

test.skip(doubleHost.unavailable !== null, doubleHost.unavailable ?? '');

const chromiumPage = 'http://app.stillroom.localhost/index.html';

test.describe('what the shell asks for', () => {
  let double: Double;
  test.beforeAll(async ({ launchOptions: { executablePath, args = [] } }) => {
    double = await launchDouble({ main: builtMain, settings: { executablePath, args } });
    await expect(double.page.getByRole('heading', { name: 'Stillroom', level: 1 })).toBeVisible();
  });
  test.afterAll(() => double.close());

  test('a sandboxed, isolated window without Node, web views or a spell checker', async () => {
    const { windows, isSandboxed, schemes, isSpellCheckerOn, isContentProtected } = await double.ask('asked');
    expect(windows).toHaveLength(1);
    expect(windows[0]?.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    });
    expect(isSandboxed).toBe(true);
    expect(isSpellCheckerOn).toBe(false);
    expect(isContentProtected).toBe(true);
    expect(schemes).toEqual([{ scheme: 'stillroom', privileges: { standard: true, secure: true, codeCache: true } }]);
  });

  test('Chromium without names, proxies, updates, sync or QUIC, from its start on', async () => {
    const { switches, webRtcPolicy } = await double.ask('asked');
    expect(switches).toEqual({
      'host-resolver-rules': 'MAP * ^NOTFOUND',
      'proxy-server': 'http://127.0.0.1:9',
      'proxy-bypass-list': '<-loopback>',
      'disable-background-networking': '',
      'disable-component-update': '',
      'disable-domain-reliability': '',
      'disable-breakpad': '',
      'disable-quic': '',
      'disable-sync': '',
      'dns-over-https-mode': 'off',
      'no-pings': '',
      'disable-features':
        'NetworkTimeServiceQuerying,OptimizationHints,MediaRouter,DialMediaRouteProvider,AutofillServerCommunication',
      'force-webrtc-ip-handling-policy': 'disable_non_proxied_udp',
    });
    expect(webRtcPolicy).toBe('disable_non_proxied_udp');
  });

  test('no permission and no download', async () => {
    for (const permission of ['geolocation', 'media', 'notifications', 'clipboard-read', 'serial', 'usb', 'hid']) {
      expect(await double.ask('isGranted', permission), permission).toBe(false);
    }
    expect(await double.ask('keepsDownload')).toBe(false);
  });

  test('no way to another page', async () => {
    const { page } = double;
    await page.evaluate(() => void location.assign('http://127.0.0.1:9/elsewhere'));
    await expect
      .poll(async () => (await double.ask('asked')).navigations)
      .toEqual([{ url: 'http://127.0.0.1:9/elsewhere', isPrevented: true }]);
    expect(page.url().split('#')[0]).toBe(chromiumPage);
    await page.evaluate(() => void window.open('http://127.0.0.1:9/beside'));
    await expect.poll(async () => (await double.ask('asked')).popups.map(({ action }) => action)).toEqual(['deny']);
    await expect.poll(() => page.context().pages().length).toBe(1);
  });

  test('a policy that allows nothing but its own files', async () => {
    const response = await double.page.reload();
    const policy = response?.headers()['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'none'");
    expect(policy).not.toContain('unsafe');
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
    expect(await response?.text()).toContain(`content="${nonce}"`);
    await expect(double.page.getByRole('heading', { name: 'Stillroom', level: 1 })).toBeVisible();
  });

  test('dialogs that answer the window with paths', async () => {
    await double.ask('willChoose', ['/data/omop']);
    const choose = () =>
      (window as unknown as { stillroom: { chooseFolder(): Promise<string[]> } }).stillroom.chooseFolder();
    expect(await double.page.evaluate(choose)).toEqual(['/data/omop']);
    expect(await double.page.evaluate(choose)).toEqual([]);
  });

  test('one process of its own, the engine; the model’s only when it is asked for', async () => {
    const { utilities } = await double.ask('asked');
    expect(utilities.map(({ serviceName }) => serviceName)).toEqual(['Stillroom engine']);
  });
});

test('a package: no developer tools; the request filter holds without the page’s policy', async ({ launchOptions }) => {
  const { executablePath, args = [] } = launchOptions;
  const reached: (string | undefined)[] = [];
  const sink = createServer((request, response) => {
    reached.push(request.url);
    response.end();
  }).listen(0, '127.0.0.1');
  await once(sink, 'listening');
  const address = `http://127.0.0.1:${(sink.address() as AddressInfo).port}`;
  const double = await launchDouble({
    main: builtMain,
    settings: { executablePath, args, bypassCSP: true, isPackaged: true },
  });
  try {
    const { windows, menu } = await double.ask('asked');
    expect(windows[0]?.webPreferences?.devTools).toBe(false);
    expect(menu).not.toContain('toggleDevTools');
    const outcome = await double.page.evaluate(async (url) => {
      const fetched = await fetch(`${url}/fetch`, { mode: 'no-cors' }).then(String, String);
      const loaded = await new Promise((resolve) => {
        const image = new Image();
        image.onload = () => resolve('loaded');
        image.onerror = () => resolve('refused');
        image.src = `${url}/image`;
      });
      navigator.sendBeacon(`${url}/beacon`, 'x');
      return { fetched, loaded };
    }, address);
    expect(outcome).toEqual({ fetched: 'TypeError: Failed to fetch', loaded: 'refused' });
    const foreign = async () => (await double.ask('asked')).requests.filter(({ url }) => url.startsWith(address));
    await expect
      .poll(async () => (await foreign()).map(({ url }) => url.replace(address, '')).sort())
      .toEqual(['/beacon', '/fetch', '/image']);
    expect((await foreign()).every(({ isCancelled }) => isCancelled)).toBe(true);
    expect(reached).toEqual([]);
  } finally {
    await double.close();
    sink.close();
  }
});

for (const argument of ['--remote-debugging-port=9222', '--inspect=0', '--load-extension=/x', '--js-flags=--x']) {
  test(`a package does not start with ${argument}`, async () => {
    const double = startDouble({ main: builtMain, args: [argument], settings: { isPackaged: true } });
    expect(await double.ended).toBe(2);
  });
}
