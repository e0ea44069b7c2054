import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { quiet } from '../../../contract/context.ts';
import { collectFiles } from '../source-files.ts';
import { type Line, largestLine, resourceLines } from './lines.ts';

const root = mkdtempSync(join(tmpdir(), 'stillroom-lines-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function read(name: string, content: Buffer | string): Promise<Line[]> {
  writeFileSync(join(root, name), content);
  const [file] = await collectFiles([join(root, name)]);
  const found: Line[] = [];
  for await (const batch of resourceLines(file!, quiet)) found.push(...batch);
  return found;
}

it('reads lines with a byte-order mark, Windows line ends and blank lines, by their number', async () => {
  expect(await read('a.ndjson', '\ufeff{"a":1}\r\n\r\n{"a":2}')).toEqual([
    { kind: 'resource', line: 1, resource: { a: 1 } },
    { kind: 'resource', line: 3, resource: { a: 2 } },
  ]);
});

it('reads lines that several pieces of the file share', async () => {
  const resources = Array.from({ length: 40 }, (_, i) => ({ i, text: 'é'.repeat(9000) }));
  const found = await read('b.ndjson', resources.map((one) => JSON.stringify(one)).join('\n'));
  expect(found.map((line) => line.kind === 'resource' && line.resource)).toEqual(resources);
});

it('does not hold a line that is too long, and goes on after it', async () => {
  const long = Buffer.alloc(largestLine + 10, 0x20);
  expect(await read('c.ndjson', Buffer.concat([long, Buffer.from('\n{"a":1}\n')]))).toEqual([
    { kind: 'broken', line: 1, reason: 'The line is longer than 32 MB.' },
    { kind: 'resource', line: 2, resource: { a: 1 } },
  ]);
});

it('refuses a file that unpacks without end', async () => {
  await expect(read('d.ndjson.gz', gzipSync(Buffer.alloc(20 * 1024 * 1024)))).rejects.toMatchObject({
    code: 'unsupported',
    message: expect.stringMatching(/unpacks to more than 400 times/),
  });
});

it('cut at any byte, a file gives the lines before the cut and says that the last is short', async () => {
  const content = Buffer.from('{"a":"é"}\n{"b":{"c":[1,2]}}\n');
  for (let end = 1; end < content.length; end++) {
    const found = await read('cut.ndjson', content.subarray(0, end));
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(({ kind }) => kind === 'broken').length).toBeLessThanOrEqual(1);
    expect(found.slice(0, -1).every(({ kind }) => kind === 'resource')).toBe(true);
  }
});
