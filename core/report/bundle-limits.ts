/** Limits of a bundle, kept when one is written and checked before one is read. */
export const bundleLimits = {
  /** Bytes of one file and of the whole bundle. OpenSAFELY releases files of at most 16 MB. */
  bytes: 16 * 1024 * 1024,
  files: 2000,
  nameLength: 240,
} as const;
