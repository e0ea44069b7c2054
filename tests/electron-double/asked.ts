/** What the shell asked Electron for, for a test to look at. */
export interface Asked {
  readonly windows: {
    readonly [option: string]: unknown;
    readonly webPreferences?: Readonly<Record<string, unknown>>;
  }[];
  readonly switches: Record<string, string>;
  isSandboxed: boolean;
  readonly schemes: { readonly scheme: string; readonly privileges?: Readonly<Record<string, unknown>> }[];
  /** Every request of the window, in the shell's own addresses, and what its filter said. */
  readonly requests: { readonly url: string; readonly isCancelled: boolean }[];
  readonly navigations: { readonly url: string; readonly isPrevented: boolean }[];
  readonly popups: { readonly url: string; readonly action: string }[];
  readonly utilities: { readonly entry: string; readonly serviceName: string }[];
  readonly menu: string[];
  readonly errorBoxes: string[];
  webRtcPolicy: string | null;
  isSpellCheckerOn: boolean;
  isContentProtected: boolean;
}

export const asked: Asked = {
  windows: [],
  switches: {},
  isSandboxed: false,
  schemes: [],
  requests: [],
  navigations: [],
  popups: [],
  utilities: [],
  menu: [],
  errorBoxes: [],
  webRtcPolicy: null,
  isSpellCheckerOn: true,
  isContentProtected: false,
};
