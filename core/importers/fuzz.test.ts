import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { datasetManifest } from '../../contract/data.ts';
import { Failure } from '../../contract/failure.ts';
import { identifier } from '../engine/sql-text.ts';
import { type Draw, damage, draws } from './testing/damage.ts';
import { scratch, writeFiles } from './testing/scratch.ts';
import { marker, smallSources } from './testing/small-sources.ts';

/** Seconds to go on for, where someone wants more than a look; and the seed to begin at. */
const seconds = Number(process.env.STILLROOM_FUZZ_SECONDS ?? 0);
const firstSeed = Number(process.env.STILLROOM_FUZZ_SEED ?? 1);

const formats = Object.keys(smallSources);

const { source, dataDir, load, left, query } = scratch();

/** What a person may be told of files; anything else is a fault of the program. */
const answers = /^(unreadable|unsupported|invalid_input|gate|conflict|not_found|cancelled)$/;

/** Cancels at a drawn moment, or never. */
function impatient(draw: Draw) {
  const abort = new AbortController();
  let calls = draw(3) === 0 ? draw(40) : -1;
  return {
    signal: abort.signal,
    progress: () => {
      if (calls-- === 0) abort.abort();
    },
  };
}

/** A dataset that stands there is whole: what its manifest says is in its tables. */
async function expectWhole(): Promise<void> {
  expect(left()).toEqual(['d']);
  const manifest = datasetManifest.parse(JSON.parse(readFileSync(join(dataDir, 'd', 'manifest.json'), 'utf8')));
  for (const { name, rows, rejected } of manifest.tables) {
    expect(await query(`SELECT count(*) AS n FROM cdm.main.${identifier(name)}`)).toEqual([{ n: rows }]);
    if (rejected > 0)
      expect(await query(`SELECT count(*) AS n FROM cdm.rejected.${identifier(name)}`)).toEqual([{ n: rejected }]);
  }
  for (const { read, loaded, rejected } of manifest.read ?? []) expect(read).toBe(loaded + rejected);
}

async function once(format: string, draw: Draw): Promise<string> {
  rmSync(source(), { recursive: true, force: true });
  mkdirSync(source());
  rmSync(dataDir, { recursive: true, force: true });
  await smallSources[format]!(source());
  const told = damage(source(), draw);
  try {
    await load({}, impatient(draw));
  } catch (error) {
    const failure = Failure.from(error);
    const said = JSON.stringify([failure.message, failure.details]);
    expect(failure.code, `${told.join(', ')}: ${failure.message}`).toMatch(answers);
    expect(said).not.toContain(marker);
    expect(said).not.toContain('Zq7');
    expect(left()).toEqual([]);
    return failure.code;
  }
  await expectWhole();
  return 'loaded';
}

describe('damaged in drawn ways, a source gives a whole dataset or a Failure without any value', () => {
  it.each(formats)(
    '%s',
    async (format) => {
      const until = Date.now() + (seconds * 1000) / formats.length;
      const outcomes = new Map<string, number>();
      for (let seed = firstSeed; seed < firstSeed + 2 || Date.now() < until; seed++) {
        const outcome = await once(format, draws(seed * 1000 + formats.indexOf(format))).catch((error: unknown) => {
          throw new Error(`Seed ${seed} of ${format}`, { cause: error });
        });
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      }
      if (seconds > 0) process.stderr.write(`${format}: ${JSON.stringify(Object.fromEntries(outcomes))}\n`);
      expect([...outcomes.values()].reduce((sum, n) => sum + n)).toBeGreaterThanOrEqual(2);
    },
    240_000 + seconds * 1000,
  );

  it.each(formats)('%s, undamaged, is loaded', async (format) => {
    await smallSources[format]!(source());
    const { manifest } = await load();
    await expectWhole();
    expect(manifest.persons).toBe(12);
  });
});

it('refuses two formats in one folder, and says how to choose', async () => {
  await smallSources['OMOP CSV']!(source());
  writeFiles(source(), { 'Patient.ndjson': '{"resourceType":"Patient","id":"a"}\n' });
  const message = /Two formats.*FHIR.*OMOP.*--format fhir or --format omop/;
  await expect(load()).rejects.toMatchObject({ code: 'invalid_input', message: expect.stringMatching(message) });
  await load({ format: 'omop' });
  expect(left()).toEqual(['d']);
});
