/** What the desktop shell offers of the operating system's keychain. */
export interface Keychain {
  /** True only where the system really encrypts what is put there. */
  available(): Promise<boolean>;
  recall(study: string): Promise<string | null>;
  remember(study: string, passphrase: string): Promise<void>;
  forget(study: string): Promise<void>;
}

/** In the browser there is none. */
const none: Keychain = {
  available: async () => false,
  recall: async () => null,
  remember: async () => undefined,
  forget: async () => undefined,
};

export const keychainOf = (target: Window): Keychain => target.stillroom?.keychain ?? none;
