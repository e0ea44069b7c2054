import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../../contract/failure.ts';
import { readLabelled } from './labelled-set.ts';
import { scoreLabelled } from './score.ts';

const lines = (...all: [identifier: string, text: string, expected: boolean][]) =>
  all.map(([identifier, text, expected]) => JSON.stringify({ identifier, text, expected })).join('\n');

describe('the score of a labelled set', () => {
  it('counts what is found, missed and wrong, for each identifier and over all with a check', () => {
    const set = lines(
      ['NHS number', '943 476 5919', true],
      ['NHS number', 'no number here', true],
      ['NHS number', '4010232137', false],
      ['US_SSN', '219-09-9998', true],
      ['PHONE_NUMBER', 'call me', true],
      ['SHOE_SIZE', '43', true],
    );
    const { identifiers, fixed, unknown } = scoreLabelled(readLabelled(set, 'set'));
    expect(identifiers.find(({ identifier }) => identifier === 'NHS number')).toMatchObject({
      category: 'H',
      found: 1,
      missed: 1,
      wrong: 1,
      recall: 0.5,
      precision: 0.5,
      isFixed: true,
    });
    expect(identifiers.find(({ identifier }) => identifier === 'PHONE_NUMBER')).toMatchObject({
      isFixed: false,
      recall: 0,
    });
    expect(fixed).toMatchObject({ found: 2, missed: 1, wrong: 1 });
    expect(unknown).toEqual(['SHOE_SIZE']);
  });

  it('takes a hit outside the spans of a sentence for wrong', () => {
    const set = JSON.stringify({ rows: [['mail a@b.org or c@d.org', [[5, 12, 'EMAIL_ADDRESS']]]] });
    expect(scoreLabelled(readLabelled(set, 'set')).fixed).toMatchObject({ found: 1, wrong: 1, precision: 0.5 });
  });

  it('says what a labelled set looks like, without repeating the file', () => {
    for (const content of ['', '{"a": "219-09-9998"}', '[1]', 'identifier,text\nx,219-09-9998']) {
      const failure = (() => {
        try {
          readLabelled(content, 'set.json');
        } catch (error) {
          return Failure.from(error);
        }
      })();
      expect(failure).toMatchObject({ code: 'invalid_input', message: expect.stringContaining('"identifier"') });
      expect(failure?.message).not.toContain('219-09');
    }
  });
});

const folder = '../shared/data/safety';
const sets = ['identifiers_presidio.json', 'pii_sentences_presidio_research.json'].map((name) => `${folder}/${name}`);

describe.skipIf(!sets.every((path) => existsSync(path)))('the labelled sets at hand', () => {
  it.each(sets)('%s: strong evidence reaches 0.97 both ways', (path) => {
    const { fixed } = scoreLabelled(readLabelled(readFileSync(path, 'utf8'), path));
    expect(fixed.found).toBeGreaterThan(100);
    expect(fixed.recall).toBeGreaterThanOrEqual(0.97);
    expect(fixed.precision).toBeGreaterThanOrEqual(0.97);
  });
});
