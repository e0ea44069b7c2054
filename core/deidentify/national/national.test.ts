import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valuePatterns } from '../categories.ts';
import { candidatesIn } from '../scan-values.ts';

/** Numbers that their own authorities print as examples, or that the method's description computes. */
const published: readonly [label: string, valid: string, invalid: string][] = [
  ['NHS number', '943 476 5919', '943 476 5918'],
  ['NHS number', '4010232137', '4010232138'],
  ['social insurance number (Canada)', '130-692-544', '130-692-545'],
  ['taxpayer number (Brazil)', '111.444.777-35', '111.444.777-36'],
  ['RUT (Chile)', '30.686.957-4', '30.686.957-5'],
  ['taxpayer number (Argentina)', '20-12345678-6', '20-12345678-7'],
  ['social security number (France)', '2 55 08 14 168 025 38', '2 55 08 14 168 025 39'],
  ['national number (Belgium)', '85.07.30-033.28', '85.07.30-033.29'],
  ['citizen service number (Netherlands)', '111222333', '111222334'],
  ['social insurance number (Switzerland)', '756.9217.0769.85', '756.9217.0769.86'],
  ['social insurance number (Austria)', '1237 010180', '1238 010180'],
  ['national identity number (Norway)', '11077941012', '11077941013'],
  ['identity number (Iceland)', '120174-3399', '120174-3389'],
  ['personal identity code (Finland)', '131052-308T', '131052-308U'],
  ['personal identity number (Sweden)', '811228-9874', '811228-9875'],
  ['PPS number (Ireland)', '1234567T', '1234567U'],
  ['tax code (Italy)', 'RSSMRA85T10A562S', 'RSSMRA85T10A562'],
  ['tax number (Portugal)', '123456789', '123456780'],
  ['personal number (former Yugoslavia)', '0101006500006', '0101006500007'],
  ['PESEL (Poland)', '44051401458', '44051401459'],
  ['birth number (Czechia, Slovakia)', '736028/5163', '736028/5164'],
  ['personal number (Bulgaria)', '7523169263', '7523169264'],
  ['personal code (Estonia, Lithuania)', '37605030299', '37605030298'],
  ['resident identity number (China)', '11010519491231002X', '110105194912310021'],
  ['identity number (Singapore)', 'S2740116C', 'S2740116D'],
  ['identity number (Taiwan)', 'A123456789', 'A123456788'],
  ['identity card (Hong Kong)', 'A123456(3)', 'A123456(4)'],
  ['identity number (Turkey)', '10000000146', '10000000147'],
  ['health index number (New Zealand)', 'ZZZ0016', 'ZZZ0017'],
  ['tax file number (Australia)', '876543210', '876543211'],
  ['business number (Australia)', '51 824 753 556', '51 824 753 557'],
  ['pension insurance number (Germany)', '15070649C103', '15070649C104'],
];

describe('national numbers', () => {
  it.each(published)('%s: %s is one, %s is none', (label, valid, invalid) => {
    // Where a form alone is looked for under a telling name, its check is not asked for.
    const patterns = valuePatterns.filter((pattern) => pattern.label === label);
    const isFound = (text: string) => patterns.some((pattern) => candidatesIn(text, pattern).length > 0);
    expect([isFound(valid), isFound(invalid)]).toEqual([true, false]);
  });

  it('a number of one digit throughout is a placeholder', () => {
    const bare = valuePatterns.filter(({ letter, proof }) => letter === 'R' && proof === 'checksum');
    for (const length of [9, 10, 13]) {
      const hits = bare.filter((pattern) => candidatesIn('0'.repeat(length), pattern).length > 0);
      expect(hits.map(({ label }) => label)).toEqual([]);
    }
  });
});

const digit = fc.integer({ min: 0, max: 9 });
const digits = (n: number) => fc.array(digit, { minLength: n, maxLength: n }).map((all) => all.join(''));
const upper = (letters: string) => fc.constantFrom(...letters);

/** What stands in clinical columns and looks like something else. */
const clinical: Readonly<Record<string, fc.Arbitrary<string>>> = {
  LOINC: fc.tuple(fc.integer({ min: 1, max: 99_999 }), digit).map(([n, check]) => `${n}-${check}`),
  'ICD-10-CM': fc.tuple(upper('ABCDEFGHIJKLMNOPQRSTVWXYZ'), digits(2), digits(3)).map(([a, b, c]) => `${a}${b}.${c}A`),
  'ICD-10-PCS': fc.tuple(digit, fc.stringMatching(/^[A-HJ-NP-Z0-9]{6}$/)).map(([a, b]) => `${a}${b}`),
  ATC: fc
    .tuple(upper('ABCDGHJLMNPRSV'), digits(2), upper('ABCDEFGHX'), upper('ABCDEFGHX'), digits(2))
    .map((all) => all.join('')),
  'NDC with hyphens': fc.tuple(digits(5), digits(4), digits(2)).map((all) => all.join('-')),
  'NDC 4-4-2': fc.tuple(digits(4), digits(4), digits(2)).map((all) => all.join('-')),
  CPT: digits(5),
  dose: fc
    .tuple(fc.integer({ min: 1, max: 999 }), fc.constantFrom('mg', 'mL', 'mcg/h', 'units', 'mg/5 mL'))
    .map(([n, unit]) => `${n} ${unit}`),
  strength: fc
    .tuple(fc.double({ min: 0.1, max: 999, noNaN: true }), digit)
    .map(([n, d]) => `${n.toFixed(3)} mg / ${d}.5 mL`),
  'blood pressure': fc
    .tuple(fc.integer({ min: 70, max: 220 }), fc.integer({ min: 40, max: 130 }))
    .map((all) => all.join('/')),
  titre: fc.integer({ min: 1, max: 11 }).map((n) => `1:${2 ** n}`),
  range: fc
    .tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 100, max: 900 }))
    .map(([a, b]) => `${a}.0 - ${b}.0`),
  'clock time': fc.tuple(fc.integer({ min: 10, max: 23 }), digits(1), digits(1)).map(([h, a, b]) => `${h}:${a}0:${b}0`),
  timestamp: fc
    .date({ min: new Date('1990-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  UUID: fc.uuid(),
  'HLA type': fc.tuple(upper('ABC'), digits(2), digits(2)).map(([a, b, c]) => `HLA-${a}*${b}:${c}`),
  variant: fc
    .tuple(digits(6), digits(4), upper('ACGT'), upper('ACGT'))
    .map(([a, b, c, d]) => `NM_${a}.3:c.${b}${c}>${d}`),
  'gene fusion': fc.constantFrom('BCR::ABL1', 'EML4::ALK', 'TMPRSS2::ERG', 'KIF5B::RET'),
  OID: fc.tuple(digits(1), digits(3)).map(([a, b]) => `2.16.840.1.113883.6.${a}.${b}`),
  version: fc.tuple(digit, digit, digit, digit).map((all) => all.join('.')),
  'term with a name': fc.constantFrom(
    "Wilson's disease",
    'Hodgkin lymphoma',
    'Apgar score 9',
    'Foley catheter 16 Fr',
    'MR angiogram',
    'MS Contin 15 MG',
  ),
};

describe('clinical content', () => {
  const forms = valuePatterns.filter(({ proof }) => proof === 'form');

  it.each(Object.entries(clinical))('%s fits no form that would prove an identifier by one value', (_name, values) => {
    fc.assert(
      fc.property(values, (value) => {
        expect(forms.filter((pattern) => candidatesIn(value, pattern).length > 0).map(({ label }) => label)).toEqual(
          [],
        );
      }),
      { numRuns: 200 },
    );
  });

  it.each(Object.entries(clinical))('%s passes no check as often as identifiers would', (_name, values) => {
    const sample = [...new Set(fc.sample(values, { numRuns: 200, seed: 7 }))];
    const often = valuePatterns
      .filter(({ proof }) => proof === 'checksum')
      .filter(
        (pattern) => sample.filter((value) => candidatesIn(value, pattern).length > 0).length > sample.length * 0.45,
      );
    expect(often.map(({ label }) => label)).toEqual([]);
  });
});
