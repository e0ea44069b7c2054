import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Manifest } from './manifest.ts';
import { openModelFolder } from './model-folder.ts';
import { sealed, sha256 } from './seal.ts';
import { shippedModel } from './testing/shipped-model.ts';

const shipped = shippedModel;
const root = await mkdtemp(join(tmpdir(), 'stillroom-model-'));
afterAll(() => rm(root, { recursive: true }));

let copies = 0;
let dir = '';
beforeEach(async () => {
  dir = join(root, String(copies++));
  await cp(shipped, dir, { recursive: true });
});

/** The manifest rewritten and sealed as someone who made this folder would. */
async function rewrite(change: (manifest: Manifest) => void): Promise<void> {
  const manifest = JSON.parse(await readFile(join(dir, 'manifest.json'), 'utf8')) as Manifest;
  change(manifest);
  await writeFile(join(dir, 'manifest.json'), sealed(JSON.stringify(manifest, null, 2)));
}

async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  await writeFile(join(dir, path), bytes);
  await rewrite((manifest) => {
    const entry = manifest.files.find((file) => file.path === path)!;
    Object.assign(entry, { bytes: bytes.length, sha256: sha256(bytes) });
  });
}

/** A protobuf field that holds bytes, as it stands in a message. */
function field(number: number, content: Uint8Array | string): Uint8Array {
  const bytes = Buffer.from(content);
  const varint = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)]);
  return Buffer.concat([Buffer.from([...varint(number * 8 + 2), ...varint(bytes.length)]), bytes]);
}

describe('a model folder', () => {
  it('opens, and its manifest lists every file there is', async () => {
    const folder = await openModelFolder(shipped);
    const present = (await readdir(shipped, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile() && entry.name !== 'manifest.json')
      .map((entry) => join(entry.parentPath, entry.name).slice(shipped.length + 1));
    expect(folder.manifest.files.map(({ path }) => path).sort()).toEqual(present.sort());
    expect(folder.borders).toHaveLength(65);
  });

  it.each(['fit.onnx', 'predict.onnx', 'borders.json', 'MODEL_CARD.md', 'manifest.json', 'parity/x_ctx.bin'])(
    'with one byte changed in %s is refused, and the file named',
    async (path) => {
      const bytes = await readFile(join(dir, path));
      bytes[Math.floor(bytes.length / 2)]! ^= 1;
      await writeFile(join(dir, path), bytes);
      await expect(openModelFolder(dir)).rejects.toMatchObject({
        code: 'integrity',
        details: { file: path },
        message: expect.stringContaining(path),
      });
    },
  );

  it('with a changed seal, a missing file or a longer one is refused', async () => {
    const text = await readFile(join(dir, 'manifest.json'), 'utf8');
    await writeFile(join(dir, 'manifest.json'), text.replace(/"seal": "./, '"seal": "g'));
    await expect(openModelFolder(dir)).rejects.toMatchObject({ code: 'integrity', details: { file: 'manifest.json' } });
    await writeFile(join(dir, 'manifest.json'), text);
    await writeFile(join(dir, 'borders.json'), `${await readFile(join(dir, 'borders.json'), 'utf8')} `);
    await expect(openModelFolder(dir)).rejects.toMatchObject({ code: 'integrity', details: { file: 'borders.json' } });
    await rm(join(dir, 'borders.json'));
    await expect(openModelFolder(dir)).rejects.toMatchObject({ code: 'integrity', details: { file: 'borders.json' } });
  });

  it('that is not there says so', async () => {
    await expect(openModelFolder(join(root, 'none'))).rejects.toMatchObject({ code: 'not_found' });
  });

  it('never reads outside itself, through a link neither', async () => {
    await rename(join(dir, 'borders.json'), join(root, 'elsewhere.json'));
    await symlink(join(root, 'elsewhere.json'), join(dir, 'borders.json'));
    await expect(openModelFolder(dir)).rejects.toMatchObject({
      code: 'integrity',
      message: expect.stringContaining('a link to another place'),
    });
    await rewrite((manifest) => manifest.files.push({ path: '../0/borders.json', bytes: 1, sha256: 'a'.repeat(64) }));
    await expect(openModelFolder(dir)).rejects.toMatchObject({ code: 'model' });
  });
});

describe('a manifest', () => {
  const replaced = async (put: (path: string) => unknown) => {
    await rename(join(dir, 'manifest.json'), join(root, `manifest-${copies}.json`));
    await put(join(dir, 'manifest.json'));
  };

  it.each<[string, (path: string) => unknown, string]>([
    ['a link', (path) => symlink(join(root, `manifest-${copies}.json`), path), 'a link'],
    ['a folder', (path) => mkdir(path), 'a folder'],
    ['empty', (path) => writeFile(path, ''), 'seal'],
    ['of two megabytes', (path) => writeFile(path, new Uint8Array(2 ** 21)), '2097152 bytes'],
  ])('that is %s is refused, unread', async (_, put, why) => {
    await replaced(put);
    await expect(openModelFolder(dir)).rejects.toMatchObject({
      code: 'integrity',
      message: expect.stringContaining(why),
    });
  });

  it.skipIf(process.platform === 'win32')('that is a pipe is not waited for', async () => {
    await replaced((path) => execFileSync('mkfifo', [path]));
    await expect(openModelFolder(dir)).rejects.toMatchObject({ code: 'integrity' });
  });

  it('with limits beyond reason is refused, and the limit named', async () => {
    await rewrite((manifest) => Object.assign(manifest.limits, { contextRows: 1e12 }));
    await expect(openModelFolder(dir)).rejects.toMatchObject({
      code: 'model',
      message: expect.stringContaining('limits.contextRows'),
    });
  });

  it('that lists no card has none, whatever lies beside it', async () => {
    await rewrite((manifest) => {
      manifest.files = manifest.files.filter(({ path }) => path !== 'MODEL_CARD.md');
    });
    expect((await openModelFolder(dir)).card).toBe('');
    expect((await openModelFolder(shipped)).card).toMatch(/^# /);
  });
});

describe('a graph', () => {
  const original = () => readFile(join(shipped, 'fit.onnx'));

  it('with operators of another domain is refused, wherever they stand', async () => {
    const node = field(1, Buffer.concat([field(4, 'Escape'), field(7, 'com.example')]));
    const imported = field(8, field(1, 'com.example'));
    const nested = field(1, field(5, field(6, node)));
    for (const part of [imported, field(7, node), field(7, nested)]) {
      await replaceFile('fit.onnx', Buffer.concat([await original(), part]));
      await expect(openModelFolder(dir)).rejects.toMatchObject({
        code: 'unsupported',
        message: expect.stringContaining('com.example'),
      });
    }
  });

  it('with functions of its own is refused', async () => {
    await replaceFile('fit.onnx', Buffer.concat([await original(), field(25, field(1, 'f'))]));
    await expect(openModelFolder(dir)).rejects.toMatchObject({ code: 'unsupported' });
  });

  it('with weights in another file is refused, in an initializer or an attribute', async () => {
    const entry = field(13, Buffer.concat([field(1, 'location'), field(2, '/etc/hostname')]));
    for (const part of [field(5, entry), field(1, field(5, field(5, entry))), field(15, field(1, entry))]) {
      await replaceFile('fit.onnx', Buffer.concat([await original(), field(7, part)]));
      await expect(openModelFolder(dir)).rejects.toMatchObject({
        code: 'unsupported',
        message: expect.stringContaining('another file'),
      });
    }
  });

  it('of another shape, cut short, or no ONNX at all is refused', async () => {
    await replaceFile('fit.onnx', await readFile(join(shipped, 'predict.onnx')));
    await expect(openModelFolder(dir)).rejects.toMatchObject({ code: 'model', details: { file: 'fit.onnx' } });
    await replaceFile('fit.onnx', (await original()).subarray(0, 100_000));
    await expect(openModelFolder(dir)).rejects.toMatchObject({ code: 'model' });
    await replaceFile('fit.onnx', Buffer.from('not a model'));
    await expect(openModelFolder(dir)).rejects.toMatchObject({ code: 'model' });
  });
});
