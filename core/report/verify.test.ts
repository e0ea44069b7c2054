import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { buildBundle } from './bundle.ts';
import { exampleFindings } from './testing/example-findings.ts';
import { verifyBundle } from './verify.ts';
import { writeZip } from './zip-write.ts';

const bundle = buildBundle({ findings: exampleFindings.slice(0, 1), study: 'First drugs' });
const repacked = (change: (files: Map<string, Uint8Array>) => void): Uint8Array => {
  const files = new Map(Object.entries(unzipSync(bundle)));
  change(files);
  return writeZip(files);
};
const problemsOf = (bytes: Uint8Array): string => verifyBundle(bytes).problems.join(' ');

describe('verifyBundle', () => {
  it('accepts what buildBundle wrote, wherever its bytes lie', () => {
    expect(verifyBundle(bundle)).toEqual({ ok: true, problems: [], checked: 8 });
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
      { numRuns: 5000 },
    );
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
