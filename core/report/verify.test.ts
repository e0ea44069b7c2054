import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { fingerprintOf } from '../study/signature.ts';
import { buildBundle } from './bundle.ts';
import { canonicalJson } from './canonical-json.ts';
import type { BundleSignature } from './signature.ts';
import { tamperWith } from './tamper.ts';
import { exampleFindings } from './testing/example-findings.ts';
import { studyOfTests } from './testing/study-of-tests.ts';
import { verifyBundle } from './verify.ts';
import { writeZip } from './zip-write.ts';

const study = studyOfTests();
const { bytes: bundle } = await buildBundle({ findings: exampleFindings.slice(0, 1), study: 'First drugs' }, study);
const repacked = (change: (files: Map<string, Uint8Array>) => void): Uint8Array => {
  const files = new Map(Object.entries(unzipSync(bundle)));
  change(files);
  return writeZip(files);
};
const problemsOf = (bytes: Uint8Array): string => verifyBundle(bytes).problems.join(' ');

describe('verifyBundle', () => {
  it('accepts what buildBundle wrote, wherever its bytes lie', () => {
    expect(verifyBundle(bundle)).toMatchObject({ ok: true, problems: [], checked: 12 });
    expect(verifyBundle(bundle).signature?.ledger.size).toBe(12);
    const within = new Uint8Array(bundle.length + 40);
    within.set(bundle, 17);
    expect(verifyBundle(within.subarray(17, 17 + bundle.length)).ok).toBe(true);
  });

  it('finds every change of a single byte', () => {
    const position = fc.integer({ min: 0, max: bundle.length - 1 });
    fc.assert(
      fc.property(position, fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = bundle.slice();
        changed[at]! ^= by;
        const { ok, problems } = verifyBundle(changed);
        expect([ok, problems.length > 0]).toEqual([false, true]);
      }),
      { numRuns: 800 },
    );
  });

  it('finds every change of a single byte of the signature, which no hash covers', () => {
    const start = Buffer.from(bundle).indexOf('{"at":"');
    const length = unzipSync(bundle)['signature.json']!.length;
    for (let at = start; at < start + length; at += 2) {
      const changed = bundle.slice();
      changed[at]! ^= 1 + (at % 255);
      expect(verifyBundle(changed).ok).toBe(false);
    }
  });

  it('finds cuts, additions, and bytes that were swapped or moved', () => {
    const { missed, byKind } = tamperWith(bundle, 400, 7);
    expect(missed).toEqual([]);
    expect(Object.keys(byKind)).toHaveLength(5);
  });

  it('finds every change of a single byte outside the files: in names, headers and the directory', () => {
    const directory = new DataView(bundle.buffer).getUint32(bundle.length - 6, true);
    for (let at = directory; at < bundle.length; at++) {
      const changed = bundle.slice();
      changed[at]! ^= 1;
      expect(verifyBundle(changed).ok).toBe(false);
    }
  });

  it('finds a bundle cut short or lengthened', () => {
    for (const length of [0, 10, 100, bundle.length - 1]) expect(verifyBundle(bundle.slice(0, length)).ok).toBe(false);
    expect(verifyBundle(new Uint8Array([...bundle, 0])).ok).toBe(false);
    expect(verifyBundle(new Uint8Array([0, ...bundle])).ok).toBe(false);
  });

  it('names the file that was changed, is missing or was added', () => {
    expect(problemsOf(repacked((files) => files.set('report.html', strToU8('x'))))).toBe('“report.html” was changed.');
    expect(problemsOf(repacked((files) => files.delete('check.json')))).toBe('“check.json” is missing.');
    expect(problemsOf(repacked((files) => files.set('rows.csv', strToU8('x'))))).toContain('“rows.csv” was added');
    expect(problemsOf(repacked((files) => files.set('manifest.json', strToU8('{}'))))).toContain(
      'manifest.json was changed',
    );
    expect(problemsOf(repacked((files) => files.delete('manifest.json')))).toContain('no Stillroom bundle');
    expect(problemsOf(repacked((files) => files.delete('manifest.sha256')))).toContain('no manifest.sha256');
  });

  it('finds a bundle that was packed again by something else', () => {
    const other = zipSync(unzipSync(bundle), { level: 0, mtime: new Date(2026, 1, 1) });
    expect(problemsOf(other)).toContain('packed again');
  });
});

describe('the signature of a bundle', () => {
  const fingerprint = fingerprintOf(study.signedHead().publicKey);
  const signed = (change: (signature: BundleSignature) => object): Uint8Array =>
    repacked((files) => {
      const signature = JSON.parse(strFromU8(files.get('signature.json')!)) as BundleSignature;
      files.set('signature.json', strToU8(`${canonicalJson(change(signature))}\n`));
    });
  const other = studyOfTests();

  it('is of the key that is demanded, or the bundle does not verify', () => {
    expect(verifyBundle(bundle, { key: fingerprint }).ok).toBe(true);
    const { ok, problems, signature } = verifyBundle(bundle, { key: 'ab'.repeat(32) });
    expect([ok, signature]).toEqual([false, null]);
    expect(problems.join()).toContain(fingerprint);
  });

  it('of a whole bundle made anew by another key holds, but not where the key is demanded', async () => {
    const { bytes } = await buildBundle({ findings: exampleFindings.slice(0, 1), study: 'First drugs' }, other);
    expect(verifyBundle(bytes).ok).toBe(true);
    expect(verifyBundle(bytes, { key: fingerprint }).ok).toBe(false);
  });

  it.each([
    ['another time', (one: BundleSignature) => ({ ...one, at: '2026-01-01T00:00:00.000Z' }), 'does not hold'],
    [
      'another key',
      (one: BundleSignature) => ({ ...one, publicKey: other.signedHead().publicKey }),
      'two different keys',
    ],
    ['the head of another ledger', (one: BundleSignature) => ({ ...one, ledger: other.signedHead() }), 'does not hold'],
    [
      'a head changed',
      (one: BundleSignature) => ({ ...one, ledger: { ...one.ledger, size: 3 } }),
      'head of the ledger',
    ],
    ['another manifest', (one: BundleSignature) => ({ ...one, manifest: 'ab'.repeat(32) }), 'another manifest'],
    [
      'a second signature',
      (one: BundleSignature) => ({ ...one, signatures: [one.signature] }),
      'not as Stillroom writes',
    ],
    [
      'capital letters',
      (one: BundleSignature) => ({ ...one, signature: one.signature.toUpperCase() }),
      'not as Stillroom',
    ],
  ])('with %s does not hold', (_, change, problem) => {
    expect(problemsOf(signed(change))).toContain(problem);
  });

  it('of another bundle of the same study does not hold', async () => {
    const { bytes } = await buildBundle({ findings: exampleFindings, study: 'First drugs' }, study);
    const theirs = unzipSync(bytes)['signature.json']!;
    expect(problemsOf(repacked((files) => files.set('signature.json', theirs)))).toContain('another manifest');
  });

  it('that was taken out, or never was there, makes a bundle that is not signed', () => {
    const { ok, problems } = verifyBundle(repacked((files) => files.delete('signature.json')));
    expect([ok, problems]).toEqual([false, [expect.stringContaining('The bundle is not signed')]]);
  });
});

describe('entries that must not be read', () => {
  const zipped = (name: string, content = strToU8('x'), options = {}): Uint8Array =>
    zipSync({ [name]: [content, { level: 0, ...options }] });

  it.each([
    ['/etc/passwd', 'absolute path'],
    ['C:/x', 'absolute path'],
    ['\\\\host\\x', 'absolute path'],
    ['findings/../../x', 'leads out of its folder'],
    ['..\\x', 'leads out of its folder'],
    ['a\\b', 'not a name that Stillroom writes'],
    ['x'.repeat(400), 'not a name that Stillroom writes'],
    ['rows.parquet', 'of a kind that no bundle holds'],
  ])('a name such as %s', (name, problem) => {
    expect(problemsOf(zipped(name))).toContain(problem);
  });

  it('a link', () => {
    expect(problemsOf(zipped('a', strToU8('/etc/passwd'), { os: 3, attrs: (0o120777 << 16) >>> 0 }))).toContain(
      'is a link',
    );
  });

  it('a file that would unpack to far more than it takes, or to more than 16 MB', () => {
    const zeros = new Uint8Array(4_000_000);
    expect(problemsOf(zipped('a', zeros, { level: 9 }))).toContain('more than a hundred times its size');
    const huge = zipped('a');
    new DataView(huge.buffer).setUint32(huge.length - 22 - 47 + 24, 0x7fffffff, true);
    expect(problemsOf(huge)).toContain('16 MB');
  });

  it('something that is no zip', () => {
    expect(problemsOf(strToU8('hello'))).toContain('no zip archive');
    expect(problemsOf(new Uint8Array(17 * 1024 * 1024))).toContain('larger than 16 MB');
  });
});
