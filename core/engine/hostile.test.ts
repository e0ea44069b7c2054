import { fork } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import type { HostileOutcome, HostileTask } from './testing/run-hostile.ts';

/** `STILLROOM_STATEMENTS=20000 STILLROOM_SEED=3 npx vitest run core/engine/hostile` tries more, and others. */
const statements = Number(process.env.STILLROOM_STATEMENTS ?? 600);
const seed = Number(process.env.STILLROOM_SEED ?? 1);

const folder = mkdtempSync(join(tmpdir(), 'stillroom-hostile-'));
const places = ['home', 'tmp', 'work', 'outside', 'allowed'].map((name) => join(folder, name));
const [home = '', temporary = '', work = ''] = places;
for (const place of places) mkdirSync(place);
writeFileSync(join(folder, 'secret.csv'), 'secret\nSECRET\n');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every file below, with its bytes. */
const contents = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort()
      .map((path) => [path, readFileSync(path, 'base64')]),
  );

/** Listens on loopback for connections and datagrams, and says what came. */
async function openSink() {
  const came: string[] = [];
  const server = createServer((socket) => {
    came.push('connection');
    socket.destroy();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const datagrams = createSocket('udp4', () => came.push('datagram')).bind(port, '127.0.0.1');
  await once(datagrams, 'listening');
  const close = () => {
    server.close();
    datagrams.close();
  };
  return { port, came, close };
}

async function attack(task: HostileTask) {
  const entry = fileURLToPath(new URL('./testing/run-hostile.ts', import.meta.url));
  const child = fork(entry, {
    execArgv: ['--import', import.meta.resolve('tsx')],
    cwd: work,
    env: { PATH: process.env.PATH, HOME: home, TMPDIR: temporary, TSX_DISABLE_CACHE: '1' },
    silent: true,
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (piece: Buffer) => {
      printed += piece.toString();
    });
  child.send(task);
  const ended = once(child, 'close');
  const told = once(child, 'message').then(([message]) => message as HostileOutcome);
  const gone = ended.then(([code]): never => {
    throw new Error(`It ended with ${code} before it told:\n${printed}`);
  });
  const outcome = await Promise.race([told, gone]);
  await ended;
  return { outcome, printed };
}

const matrix = '../shared/data/safety/sql_statements.json';
const readMatrix = (port: number): readonly string[] => {
  if (!existsSync(matrix)) return [];
  const read = JSON.parse(readFileSync(matrix, 'utf8')) as { statements: { sql: string }[] };
  return read.statements.map(({ sql }) => sql.replaceAll('{dir}', folder).replaceAll('{port}', String(port)));
};

it(`${statements} hostile statements write no file, open no socket, print nothing and change no setting`, async () => {
  const sink = await openSink();
  const before = contents();
  const first = readMatrix(sink.port);
  const { outcome, printed } = await attack({ folder, port: sink.port, seed, statements, first });
  const after = contents();
  sink.close();
  const { [join(folder, 'dataset.duckdb')]: dataset, ...others } = after;
  expect(dataset).toBeDefined();
  expect(others).toEqual(before);
  expect(sink.came).toEqual([]);
  expect(printed).toBe('');
  expect(outcome.settingsAfter).toBe(outcome.settingsBefore);
  // A constant reads nothing; it stands in the matrix as what logging, which is closed, would have written.
  expect(outcome.firstPassed.filter((sql) => sql !== "SELECT 'LOGLEAK'")).toEqual([]);
  // Some must pass and some of those run, or the others were refused for nothing.
  expect(outcome.passed).toBeGreaterThan(statements / 100);
  expect(outcome.ran).toBeGreaterThan(0);
  expect(outcome.tried - outcome.passed).toBeGreaterThan(statements / 2);
});
