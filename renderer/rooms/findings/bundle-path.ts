import { inFolder } from '../asking/file-path.ts';

/** Where a bundle is proposed: `…/sample-study-2026-11-22.zip` beside the studies. */
export function proposedBundle(home: string, study: string, at: Date): string {
  const slug = study
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return inFolder(home, `${slug || 'study'}-${at.toISOString().slice(0, 10)}.zip`);
}
