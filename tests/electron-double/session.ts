import { EventEmitter } from 'node:events';
import { asked } from './asked.ts';

interface RequestDetails {
  readonly url: string;
  readonly resourceType: string;
}
type RequestFilter = (details: RequestDetails, answer: (response: { readonly cancel?: boolean }) => void) => void;
type PermissionHandler = (contents: unknown, permission: string, answer: (isGranted: boolean) => void) => void;
type Check = (...details: unknown[]) => boolean;

/** The default session: keeps the shell's handlers, and asks them as Chromium would. As in Electron, none means yes. */
class SessionDouble extends EventEmitter {
  #filter: RequestFilter = (_details, answer) => answer({});
  #onPermission: PermissionHandler = (_contents, _permission, answer) => answer(true);
  #isPermitted: Check = () => true;
  #isDevicePermitted: Check = () => true;

  readonly webRequest = {
    onBeforeRequest: (filter: RequestFilter) => {
      this.#filter = filter;
    },
  };

  setPermissionRequestHandler(handler: PermissionHandler): void {
    this.#onPermission = handler;
  }

  setPermissionCheckHandler(check: Check): void {
    this.#isPermitted = check;
  }

  setDevicePermissionHandler(check: Check): void {
    this.#isDevicePermitted = check;
  }

  setSpellCheckerEnabled(isOn: boolean): void {
    asked.isSpellCheckerOn = isOn;
  }

  isCancelled(details: RequestDetails): Promise<boolean> {
    return new Promise((resolve) => this.#filter(details, ({ cancel = false }) => resolve(cancel)));
  }

  async isGranted(permission: string): Promise<boolean> {
    const onAsking = await new Promise<boolean>((resolve) => this.#onPermission(null, permission, resolve));
    return onAsking || this.#isPermitted(null, permission) || this.#isDevicePermitted({ deviceType: permission });
  }

  /** True where a download would be kept. */
  keepsDownload(): boolean {
    let isPrevented = false;
    this.emit('will-download', {
      preventDefault: () => {
        isPrevented = true;
      },
    });
    return !isPrevented;
  }
}

export const session = { defaultSession: new SessionDouble() };

type ProtocolHandler = (request: Request) => Promise<Response>;
export const schemeHandlers = new Map<string, ProtocolHandler>();

export const protocol = {
  registerSchemesAsPrivileged: (schemes: typeof asked.schemes) => void asked.schemes.push(...schemes),
  handle: (scheme: string, handler: ProtocolHandler) => void schemeHandlers.set(scheme, handler),
};
