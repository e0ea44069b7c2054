import { app, type Session, session, type WebContents } from 'electron';
import { appOrigin } from './page.ts';
import { closedSwitches } from './switches.ts';

/** Chromium services that talk to the network on their own, each off by its own switch. Must run before `ready`. */
export function closeChromium(): void {
  app.enableSandbox();
  for (const [name, value] of Object.entries(closedSwitches)) app.commandLine.appendSwitch(name, value);
}

/** Denies every request but the window's own files, every permission, every download, the spell checker's dictionaries. */
export function closeSession(own: Session = session.defaultSession): void {
  own.webRequest.onBeforeRequest((request, answer) => {
    const isOwn = request.url.startsWith(`${appOrigin}/`) || request.url.startsWith('devtools://');
    answer({ cancel: !isOwn });
  });
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  own.on('will-download', (event) => event.preventDefault());
  own.setSpellCheckerEnabled(false);
}

/** No navigation, no new window, no web view, no peer connection that shows an address. */
export function closeContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

/** Arguments that would open a way in: remote debugging, the inspector, other people's code. */
const refusedArguments = /^--(remote-debugging|inspect|js-flags|load-extension|require|host-rules|proxy-pac)/;

/** Why this start is refused in a packaged build, or null. */
export function refusedStart(
  argv: readonly string[],
  environment: NodeJS.ProcessEnv,
  isPackaged: boolean,
): string | null {
  if (!isPackaged) return null;
  const argument = argv.find((word) => refusedArguments.test(word));
  if (argument) return `Stillroom does not start with ${argument.split('=')[0]}.`;
  const variable = ['NODE_OPTIONS', 'ELECTRON_RUN_AS_NODE'].find((name) => environment[name]);
  return variable ? `Stillroom does not start while ${variable} is set.` : null;
}
