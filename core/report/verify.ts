import type { z } from 'zod';
import type { Verification } from '../../contract/findings.ts';
import { bundleLimits } from './bundle-limits.ts';
import { type Manifest, manifest, manifestHashLine, manifestHashName, manifestName, sha256 } from './manifest.ts';
import { type BundleSignature, readSignature, signatureName } from './signature.ts';
import { type ZipEntry, zipContent, zipDirectory } from './zip-read.ts';
import { writeZip } from './zip-write.ts';

/** What a bundle must be beside unchanged. */
export interface Demands {
  /** Fingerprint of the key that must have signed it. */
  readonly key?: string;
}

/** `signature` is null where there is none or it does not hold. */
export interface BundleCheck extends Verification {
  readonly signature: BundleSignature | null;
}

/**
 * Recomputes a bundle from its bytes alone: its directory before anything is read, every file's hash and size, that no
 * file is missing or was added, the manifest's own hash, that writing the archive again gives these very bytes, so that a
 * change in the zip's own fields is found too, and the signatures over the manifest and the ledger's head. `checked` counts
 * the files compared; problems are plain words.
 *
 * Whose key signed, the file cannot say: compare its fingerprint with one that came by another way, or demand it.
 */
export function verifyBundle(bytes: Uint8Array, { key }: Demands = {}): BundleCheck {
  if (bytes.length > bundleLimits.bytes) return failed(['The file is larger than 16 MB, more than a bundle may be.']);
  const entries = zipDirectory(bytes);
  if (entries === null) return failed(['The file is no zip archive, or it was cut short or damaged.']);
  const unsafe = entryProblems(entries);
  if (unsafe.length > 0) return failed(unsafe);
  const files = new Map<string, Uint8Array>();
  for (const entry of entries) {
    const content = zipContent(bytes, entry);
    if (content === null) return failed([`“${entry.name}” does not lie where the archive says.`]);
    files.set(entry.name, content);
  }
  const inFiles = manifestProblems(files);
  const problems = inFiles.length > 0 ? inFiles : rewritten(bytes, files);
  const signed = signatureOf(files, key);
  if ('problems' in signed) problems.push(...signed.problems);
  return { ok: problems.length === 0, problems, checked: files.size, signature: 'problems' in signed ? null : signed };
}

const failed = (problems: string[]): BundleCheck => ({ ok: false, problems, checked: 0, signature: null });

const notSigned =
  'The bundle is not signed: it was made before bundles were, or its signature was taken out. Its files can be compared with ' +
  'each other, but not with what left the study. Ask for it to be exported again.';

function signatureOf(files: ReadonlyMap<string, Uint8Array>, key: string | undefined) {
  const manifestBytes = files.get(manifestName);
  const bytes = files.get(signatureName);
  if (manifestBytes === undefined) return { problems: [] };
  return bytes === undefined ? { problems: [notSigned] } : readSignature(bytes, manifestBytes, key);
}

function entryProblems(entries: readonly ZipEntry[]): string[] {
  const problems: string[] = [];
  if (entries.length > bundleLimits.files)
    problems.push(`The archive lists ${entries.length} files, too many for a bundle.`);
  const names = new Set<string>();
  for (const entry of entries) {
    const name = entry.name.length > bundleLimits.nameLength ? `${entry.name.slice(0, 60)}…` : entry.name;
    for (const problem of oneEntry(entry, names)) problems.push(`“${name}” ${problem}.`);
    names.add(entry.name);
  }
  const total = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (total > bundleLimits.bytes) problems.push('The files would take more than 16 MB once unpacked.');
  return problems;
}

/** Kinds of file that Stillroom writes into a bundle, and the list of hashes. */
const kinds = /\.(csv|json|png|svg|html|xlsx|docx)$|^manifest\.sha256$/;

function oneEntry({ name, method, isEncrypted, isLink, stored, size }: ZipEntry, names: ReadonlySet<string>): string[] {
  const problems: string[] = [];
  if (/^([\\/]|[A-Za-z]:)/.test(name)) problems.push('is an absolute path');
  if (name.split(/[\\/]/).includes('..')) problems.push('leads out of its folder');
  if (name.includes('\\') || name.includes('\0') || name.length > bundleLimits.nameLength || name === '')
    problems.push('is not a name that Stillroom writes');
  if (!kinds.test(name)) problems.push('is of a kind that no bundle holds');
  if (names.has(name)) problems.push('stands in the archive twice');
  if (isLink) problems.push('is a link');
  if (isEncrypted) problems.push('is encrypted');
  if (size > 100 * Math.max(1, stored)) problems.push('would unpack to more than a hundred times its size');
  else if (method !== 0 || stored !== size) problems.push('is compressed, which Stillroom’s bundles are not');
  return problems;
}

function manifestProblems(files: ReadonlyMap<string, Uint8Array>): string[] {
  const bytes = files.get(manifestName);
  const line = files.get(manifestHashName);
  if (bytes === undefined) return ['There is no manifest.json: this is no Stillroom bundle.'];
  const problems: string[] = [];
  if (line === undefined) problems.push('There is no manifest.sha256.');
  else if (new TextDecoder().decode(line) !== manifestHashLine(bytes))
    problems.push('manifest.json was changed: its hash is not the one in manifest.sha256.');
  const parsed = readManifest(bytes);
  if (parsed === null) return [...problems, 'manifest.json cannot be read as a bundle’s manifest.'];
  return [...problems, ...fileProblems(parsed, files)];
}

function readManifest(bytes: Uint8Array): z.infer<typeof manifest> | null {
  try {
    return manifest.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    // Whatever keeps it from being read is one and the same problem to whoever verifies: it is reported above.
    return null;
  }
}

function fileProblems({ files: listed }: Pick<Manifest, 'files'>, files: ReadonlyMap<string, Uint8Array>): string[] {
  const problems: string[] = [];
  for (const { path, bytes, sha256: expected } of listed) {
    const content = files.get(path);
    if (content === undefined) problems.push(`“${path}” is missing.`);
    else if (content.length !== bytes || sha256(content) !== expected) problems.push(`“${path}” was changed.`);
  }
  const known = new Set([manifestName, manifestHashName, signatureName, ...listed.map((file) => file.path)]);
  for (const name of files.keys())
    if (!known.has(name)) problems.push(`“${name}” was added: the manifest does not list it.`);
  return problems;
}

function rewritten(bytes: Uint8Array, files: ReadonlyMap<string, Uint8Array>): string[] {
  const again = writeZip(files);
  const isSame = again.length === bytes.length && again.every((byte, at) => byte === bytes[at]);
  return isSame
    ? []
    : ['The archive itself differs from the one Stillroom writes for these files: it was changed or packed again.'];
}
