import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultLimits } from '../engine/settings.ts';
import { createInferenceClient } from '../inference/client.ts';
import { buildBundle } from '../report/bundle.ts';
import { exampleFindings } from '../report/testing/example-findings.ts';
import { createSession, type Session } from '../session.ts';
import { fingerprintOf } from '../study/signature.ts';
import { createStudy } from '../study/study.ts';
import { signOff, takeSignOff } from './sign-off.ts';
import { verifyFile } from './verify-file.ts';

let folder: string;
let session: Session;
let bundle: string;
const at = (name: string) => join(folder, name);
const asked = {
  decision: 'query',
  words: 'What is “other, each rare”?',
  name: 'R. Viewer',
  role: 'Output checker',
} as const;
const sign = (out: string, more: object = {}, home = at('home')) =>
  signOff(home, { ...asked, path: bundle, out: at(out), ...more });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stillroom-sign-off-'));
  session = createSession({
    host: 'terminal',
    version: '0.1.0',
    limits: defaultLimits(),
    modelsFolder: folder,
    sampleFolder: folder,
    templatesFolder: folder,
    home: folder,
    inference: createInferenceClient(() => Promise.reject(new Error('no model here'))),
  });
  await session.change(() => createStudy(at('demo.stillroom'), 'Demo', '0.1.0'));
  const { ledger } = session.study();
  const made = await buildBundle({ findings: exampleFindings.slice(0, 1), study: 'Demo' }, ledger);
  bundle = at('out.zip');
  writeFileSync(bundle, made.bytes);
  session.study().record({ act: 'export', summary: 'Bundle exported', detail: { sha256: made.sha256 } });
});
afterAll(async () => {
  await session.close();
  rmSync(folder, { recursive: true });
});

describe('a sign-off', () => {
  it('is signed by the reviewer’s own key, and verifies with its bundle', () => {
    const { file, signOff: made } = sign('a.signoff.json');
    const { ok, signature, signOff: read } = verifyFile({ path: bundle, signOff: file, reviewer: made.fingerprint });
    expect({ ok, read }).toEqual({ ok: true, read: made });
    expect(made.fingerprint).not.toBe(signature?.fingerprint);
    expect(signature?.fingerprint).toBe(fingerprintOf(session.study().ledger.signedHead().publicKey));
    expect(sign('b.signoff.json').signOff.fingerprint).toBe(made.fingerprint);
  });

  it('stands beside its bundle and is never overwritten', () => {
    const { file } = signOff(at('home'), { ...asked, path: bundle });
    expect(file).toBe(at('out.signoff.json'));
    expect(() => signOff(at('home'), { ...asked, path: bundle })).toThrow(
      expect.objectContaining({ code: 'conflict' }),
    );
  });

  it('does not verify with any of its bytes changed, with another bundle, or by another key than required', () => {
    const { file } = sign('c.signoff.json');
    const bytes = readFileSync(file);
    for (let byte = 0; byte < bytes.length; byte += 3) {
      const changed = Buffer.from(bytes);
      changed[byte]! ^= 1 + (byte % 255);
      writeFileSync(at('changed.signoff.json'), changed);
      const { problems } = verifyFile({ path: bundle, signOff: at('changed.signoff.json') });
      expect(problems.join()).toMatch(/sign-off/);
    }
    writeFileSync(at('other.zip'), 'something else');
    const problems = verifyFile({ path: at('other.zip'), signOff: file }).problems.join(' ');
    expect(problems).toContain('of another bundle');
    const required = verifyFile({ path: bundle, signOff: file, reviewer: 'ab'.repeat(32) });
    expect([required.ok, required.problems.join()]).toEqual([false, expect.stringContaining('another key')]);
    expect(verifyFile({ path: bundle, reviewer: 'ab'.repeat(32) }).ok).toBe(false);
  });

  it('cannot approve a bundle that does not verify, but can refuse it', () => {
    writeFileSync(at('broken.zip'), 'no zip');
    const broken = (decision: 'approve' | 'refuse') =>
      sign(`${decision}.signoff.json`, { path: at('broken.zip'), decision });
    expect(() => broken('approve')).toThrow(expect.objectContaining({ code: 'integrity' }));
    expect(broken('refuse').signOff.decision).toBe('refuse');
  });
});

describe('a sign-off taken back', () => {
  it('is in the ledger, once, with the words and the key', () => {
    const { file, signOff: made } = sign('d.signoff.json');
    expect(takeSignOff(session, file)).toEqual(made);
    const [entry, ...more] = session.study().ledger.ofAct('sign-off');
    expect(more).toEqual([]);
    expect(entry).toMatchObject({ summary: 'Bundle queried by R. Viewer', detail: { ...made } });
    expect(() => takeSignOff(session, file)).toThrow(expect.objectContaining({ code: 'conflict' }));
  });

  it('must be of a bundle that left this study, and hold', async () => {
    const { ledger } = session.study();
    const other = await buildBundle({ findings: exampleFindings.slice(1, 2), study: 'Demo' }, ledger);
    writeFileSync(at('never-left.zip'), other.bytes);
    const { file } = sign('e.signoff.json', { path: at('never-left.zip') });
    expect(() => takeSignOff(session, file)).toThrow(expect.objectContaining({ code: 'not_found' }));
    const text = readFileSync(at('a.signoff.json'), 'utf8').replace('"query"', '"approve"');
    writeFileSync(at('forged.signoff.json'), text);
    expect(() => takeSignOff(session, at('forged.signoff.json'))).toThrow(
      expect.objectContaining({ code: 'integrity' }),
    );
  });
});
