import { lstatSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Numbers below `most`, from a seed: mulberry32, public domain. */
export type Draw = (most: number) => number;
export function draws(seed: number): Draw {
  let state = seed >>> 0;
  return (most) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % most;
  };
}

type Change = (bytes: Buffer, draw: Draw) => Buffer;

const between = (bytes: Buffer, at: number, until: number, put: Buffer): Buffer =>
  Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(until)]);
const insert =
  (text: string | ((draw: Draw) => string)): Change =>
  (bytes, draw) => {
    const at = draw(bytes.length + 1);
    return between(bytes, at, at, Buffer.from(typeof text === 'string' ? text : text(draw), 'latin1'));
  };
const asText =
  (change: (text: string, draw: Draw) => string | Buffer): Change =>
  (bytes, draw) =>
    Buffer.from(change(bytes.toString('latin1'), draw) as string, 'latin1');

/** What happens to files on their way. */
const changes: Readonly<Record<string, Change>> = {
  cut: (bytes, draw) => bytes.subarray(0, draw(bytes.length + 1)),
  'a byte changed': (bytes, draw) => {
    const out = Buffer.from(bytes);
    if (out.length > 0) out[draw(out.length)] = draw(256);
    return out;
  },
  'many bytes changed': (bytes, draw) => {
    const out = Buffer.from(bytes);
    for (let i = 0; i < 1 + out.length / 20; i++) if (out.length > 0) out[draw(out.length)] = draw(256);
    return out;
  },
  'a piece lost': (bytes, draw) => {
    const at = draw(bytes.length + 1);
    return between(bytes, at, Math.min(bytes.length, at + draw(200)), Buffer.alloc(0));
  },
  'a piece twice': (bytes, draw) => {
    const at = draw(bytes.length + 1);
    return between(bytes, at, at, bytes.subarray(at, at + draw(400)));
  },
  'random bytes put in': insert((draw) =>
    Array.from({ length: 1 + draw(40) }, () => String.fromCharCode(draw(256))).join(''),
  ),
  'a quote put in': insert('"'),
  'zeros put in': insert('\0\0\0\0'),
  'a line feed put in': insert('\n'),
  'a carriage return put in': insert('\r'),
  'a long cell': insert((draw) => 'x'.repeat(1 + draw(3_000_000))),
  'a mark put in front': (bytes) => Buffer.concat([Buffer.from('\ufeff'), bytes]),
  'UTF-16': (bytes) => Buffer.from(bytes.toString('latin1'), 'utf16le'),
  'Latin-1': asText((text) => text.replaceAll('Zq7ward', 'Zq7würd')),
  'other line ends': asText((text) => text.replaceAll('\n', '\r\n')),
  'old line ends': asText((text) => text.replaceAll('\n', '\r')),
  'mixed line ends': asText((text, draw) => text.replaceAll('\n', () => ['\n', '\r\n', '\r'][draw(3)]!)),
  'commas as tabs': asText((text) => text.replaceAll(',', '\t')),
  'no header': asText((text) => text.slice(text.indexOf('\n') + 1)),
  'only a header': asText((text) => text.slice(0, text.indexOf('\n') + 1)),
  'a header twice': asText((text) => text.slice(0, text.indexOf('\n') + 1) + text),
  'names that are taken': asText((text) =>
    text.replace(/^[^\n]*/, (header) => `${header},rowid,__fits,__t0,__record,ROWID,`),
  ),
  'many columns': asText((text) => text.replace(/^[^\n]*/, (header) => `${header}${',c'.repeat(20_000)}`)),
  empty: () => Buffer.alloc(0),
  'a bomb': () => gzipSync(Buffer.alloc(40_000_000)),
  packed: (bytes) => gzipSync(bytes),
  'packed and cut': (bytes, draw) => {
    const packed = gzipSync(bytes);
    return packed.subarray(0, draw(packed.length));
  },
  'digits as others': asText((text, draw) =>
    text.replace(/\d/g, (digit) => (draw(9) === 0 ? String(draw(10)) : digit)),
  ),
};

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const found = lstatSync(path);
    if (name.startsWith('.') || found.isSymbolicLink()) return [];
    return found.isDirectory() ? filesIn(path) : [path];
  });
}

/** What happens to folders. */
const moves: Readonly<Record<string, (files: readonly string[], folder: string, draw: Draw) => void>> = {
  'two files swapped': (files, _, draw) => {
    const [one, other] = [files[draw(files.length)]!, files[draw(files.length)]!];
    const content = readFileSync(one);
    writeFileSync(one, readFileSync(other));
    writeFileSync(other, content);
  },
  'a file gone': (files, _, draw) => rmSync(files[draw(files.length)]!),
  'a link out': (files, _, draw) => {
    const file = files[draw(files.length)]!;
    rmSync(file);
    symlinkSync('/etc/hostname', file);
  },
  'a link to nothing': (_, folder) => symlinkSync(join(folder, 'nowhere.csv'), join(folder, 'person.csv.gz')),
  'an odd name': (files, folder, draw) => {
    const file = files[draw(files.length)]!;
    const odd = ['it\'s "it"', 'a\nb', '*?[x]', '%27; DROP TABLE person; --', 'ü 日本'][draw(5)]!;
    renameSync(file, join(dirname(file), `${odd}${basename(file)}`));
    void folder;
  },
  'another format beside': (_, folder) =>
    writeFileSync(join(folder, 'Patient.ndjson'), '{"resourceType":"Patient","id":"a","gender":"male"}\n'),
};

/** Damages a folder in one to three ways, drawn; gives their names. */
export function damage(folder: string, draw: Draw): string[] {
  const told: string[] = [];
  const ways = [...Object.keys(changes), ...Object.keys(moves)];
  for (let times = 1 + draw(3); times > 0; times--) {
    const files = filesIn(folder);
    if (files.length === 0) break;
    const way = ways[draw(ways.length)]!;
    const file = files[draw(files.length)]!;
    const change = changes[way];
    if (change) writeFileSync(file, change(readFileSync(file), draw));
    else moves[way]!(files, folder, draw);
    told.push(change ? `${way} (${basename(file)})` : way);
  }
  return told;
}
