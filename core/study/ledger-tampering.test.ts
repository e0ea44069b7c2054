import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { quiet } from '../../contract/context.ts';
import type { LedgerEntry, SignedHead } from '../../contract/study.ts';
import { canonicalJson } from '../report/canonical-json.ts';
import { readKeptHead } from './kept-head.ts';
import { hashOfEntry } from './ledger-entry.ts';
import { isConsistent } from './merkle.ts';
import { recordedFile, removedFile } from './recorded-files.ts';
import { verifySignedHead } from './signed-head.ts';
import { makeSigningKey } from './signing-key.ts';
import { writeStored } from './stored-json.ts';
import { createStudy, openStudy } from './study.ts';
import { verifyStudy } from './verify.ts';
import { checkBytes, checkLedger, verifyLedger } from './verify-ledger.ts';

const folder = mkdtempSync(join(tmpdir(), 'stillroom-tampering-'));
const made = join(folder, 'made');
const path = join(folder, 'study');
const file = (name: string) => join(path, name);
let head: SignedHead;

const recordQueries = (study: ReturnType<typeof openStudy>, n: number) => {
  for (let i = 0; i < n; i++) study.record({ act: 'sql', summary: `Query ${i} – größer`, detail: { rows: i } });
};

/** Eight lines, of which one names a result's file. */
beforeAll(() => {
  const study = createStudy(made, 'Made', '1');
  recordQueries(study, 5);
  const run = join(made, 'runs', 'a.json');
  writeStored(run, { n: 412 });
  study.record({ act: 'analysis', summary: 'Analysis', detail: { file: recordedFile(made, run) } });
  study.record({ act: 'finding', summary: 'Gone', detail: { file: removedFile(made, join(made, 'findings/b.json')) } });
  head = study.ledger.signedHead();
  study.close();
});
beforeEach(() => {
  rmSync(path, { recursive: true, force: true });
  cpSync(made, path, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lines = () => readFileSync(file('ledger.ndjson'), 'utf8').trimEnd().split('\n');
const write = (changed: readonly string[]) => writeFileSync(file('ledger.ndjson'), `${changed.join('\n')}\n`);
const verified = async (against?: string) => verifyStudy(path, quiet, against);

/** The same lines with another chain of hashes, as somebody makes it who knows how. */
function rechained(changed: readonly string[]): string[] {
  let previous = '0'.repeat(64);
  return changed.map((line, index) => {
    const body = { ...(JSON.parse(line) as LedgerEntry), seq: index + 1, previous };
    const entry = { ...body, hash: hashOfEntry(body) };
    previous = entry.hash;
    return canonicalJson(entry);
  });
}

describe('a study that nobody touched', () => {
  it('verifies, and its head is signed', async () => {
    expect(await verified()).toMatchObject({ ok: true, problems: [], remarks: [], checked: 10 });
    expect(verifySignedHead(head)).toBe(true);
    expect(head).toMatchObject({ size: 8, head: JSON.parse(lines()[7]!).hash });
    expect(JSON.parse(lines()[0]!).detail.signingKey).toBe(head.publicKey);
  });

  it('goes on from a head that was taken out of it, by a proof that anybody can check', async () => {
    const outside = file('head.json');
    writeFileSync(outside, JSON.stringify(head));
    const study = openStudy(path);
    recordQueries(study, 3);
    study.close();
    const { ok, remarks, consistency } = await verified(outside);
    expect([ok, remarks]).toEqual([true, [expect.stringContaining('its 8 lines stand unchanged before 3 later ones')]]);
    const bytes = (text: string) => Buffer.from(text, 'hex');
    const { oldSize, size, oldRoot, root, proof } = consistency!;
    const claim = { oldSize, size, oldRoot: bytes(oldRoot), root: bytes(root), proof: proof.map(bytes) };
    expect([oldSize, size, isConsistent(claim)]).toEqual([8, 11, true]);
  });
});

describe('each is found and named', () => {
  const problems = async (against?: string) => (await verified(against)).problems.join('\n');

  it('a cut tail, though the chain holds', async () => {
    write(lines().slice(0, -1));
    expect(await problems()).toMatch(/^The ledger was cut: it has 7 lines, the signed head of .* covers 8/);
  });

  it('a changed line', async () => {
    write(lines().map((line, index) => (index === 2 ? line.replace('Query 1', 'Query 7') : line)));
    expect(await problems()).toMatch(/^ledger.ndjson line 3 was changed after it was written/);
  });

  it('a changed line with a hash of its own', async () => {
    const changed = JSON.parse(lines()[2]!.replace('Query 1', 'Query 7')) as LedgerEntry;
    const forged = canonicalJson({ ...changed, hash: hashOfEntry(changed) });
    write(lines().map((line, index) => (index === 2 ? forged : line)));
    expect(await problems()).toMatch(/^ledger.ndjson line 4 does not follow from the line before it/);
  });

  it('a removed line', async () => {
    write(lines().filter((_, index) => index !== 3));
    expect(await problems()).toMatch(/^ledger.ndjson line 4 is entry 5: entry 4 before it was removed/);
  });

  it('an inserted line', async () => {
    write([...lines().slice(0, 3), lines()[2]!, ...lines().slice(3)]);
    expect(await problems()).toMatch(/^ledger.ndjson line 4 is entry 3, after entry 3: a line was inserted/);
  });

  it('moved lines', async () => {
    const [a, b, c, d, ...rest] = lines();
    write([a!, c!, b!, d!, ...rest]);
    expect(await problems()).toMatch(/^ledger.ndjson line 2 is entry 3, where entry 2 should be: lines were moved/);
  });

  it('a changed line with the whole chain made anew', async () => {
    write(rechained(lines().map((line, index) => (index === 2 ? line.replace('Query 1', 'Query 7') : line))));
    expect(await problems()).toMatch(/^The first 8 lines are not those that the signed head of .* covers/);
  });

  it('the same with the head signed by another key', async () => {
    write(rechained(lines().map((line, index) => (index === 2 ? line.replace('Query 1', 'Query 7') : line))));
    makeSigningKey(path);
    expect(await problems()).toMatch(/The signing key was swapped: the ledger names [0-9a-f]{16}…, the file holds/);
  });

  it('a ledger and a head that were both rolled back, by a newer head', async () => {
    const study = openStudy(path);
    recordQueries(study, 4);
    const newer = join(folder, 'newer.json');
    writeFileSync(newer, JSON.stringify(study.ledger.signedHead()));
    study.close();
    for (const name of ['ledger.ndjson', 'ledger-head.json']) cpSync(join(made, name), file(name));
    expect(await problems()).toBe('');
    expect(await problems(newer)).toMatch(/^The ledger was cut: it has 8 lines, the signed head of .* covers 12/);
  });

  it('a result that was changed, and one that was removed', async () => {
    writeFileSync(file('runs/a.json'), readFileSync(file('runs/a.json'), 'utf8').replace('412', '413'));
    expect(await problems()).toBe('“runs/a.json” was changed since the ledger recorded it.');
    rmSync(file('runs/a.json'));
    expect(await problems()).toBe('“runs/a.json” is missing: it was removed outside of Stillroom.');
  });

  it('a missing head, a missing key', async () => {
    rmSync(file('ledger-head.json'));
    expect(await problems()).toMatch(/^ledger-head.json is missing/);
    rmSync(file('signing-key.pem'));
    expect(await problems()).toMatch(/signing key .* is missing/);
  });

  const changes = 2000;

  it(`every one of ${changes} random changes of a byte of the ledger`, () => {
    const bytes = readFileSync(file('ledger.ndjson'));
    const kept = readKeptHead(path);
    let tried = 0;
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = Buffer.from(bytes);
        changed[at]! ^= by;
        tried++;
        return checkBytes(file('ledger.ndjson'), changed, kept).problems.length > 0;
      }),
      { numRuns: changes },
    );
    expect(tried).toBe(changes);
  });

  it.each(['ledger-head.json', 'signing-key.json', 'signing-key.pem'])('changes all over %s', (name) => {
    const bytes = readFileSync(file(name));
    const places = Array.from({ length: 40 }, (_, index) => Math.floor((index * bytes.length) / 40));
    const unfound = [...places, bytes.length - 1].filter((at) => {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1 << (at % 8);
      writeFileSync(file(name), changed);
      return verifyLedger(path).length === 0;
    });
    expect(unfound).toEqual([]);
  });
});

describe('opened for writing', () => {
  it('a study with a cut ledger signs nothing, says why, and keeps the head as evidence', () => {
    write(lines().slice(0, -1));
    const kept = readFileSync(file('ledger-head.json'));
    const study = openStudy(path);
    expect(study.recovered).toEqual([expect.stringContaining('The ledger was cut')]);
    recordQueries(study, 2);
    expect(() => study.ledger.signedHead()).toThrow(/The ledger was cut/);
    study.close();
    expect(readFileSync(file('ledger-head.json'))).toEqual(kept);
    expect(verifyLedger(path).join()).toMatch(/The first 8 lines are not those/);
  });

  it('a study without its head says so in a line that stays', () => {
    rmSync(file('ledger-head.json'));
    openStudy(path).close();
    expect(checkLedger(path).problems).toEqual([]);
    expect(checkLedger(path).remarks).toEqual([expect.stringContaining('Entry 9, ')]);
  });

  it('a study of before ledgers were signed gets its key, and its lines stay', () => {
    const old = rechained(
      lines().map((line) =>
        canonicalJson({ ...JSON.parse(line), detail: { ...JSON.parse(line).detail, signingKey: undefined } }),
      ),
    );
    write(old);
    for (const name of ['ledger-head.json', 'signing-key.json', 'signing-key.pem']) rmSync(file(name));
    expect(checkLedger(path)).toMatchObject({ problems: [], remarks: [expect.stringContaining('not signed')] });
    const study = openStudy(path);
    expect(study.ledger.entries(0, 1).entries[0]).toMatchObject({ seq: 9, summary: 'Signing key made' });
    study.close();
    expect(lines().slice(0, 8)).toEqual(old);
    expect(checkLedger(path)).toMatchObject({ problems: [], remarks: [] });
  });
});
