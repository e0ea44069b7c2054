import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it, vi } from 'vitest';
import type { Finding } from '../../contract/findings.ts';
import { renderDocx } from './docx.ts';
import { exampleFindings } from './testing/example-findings.ts';
import { renderXlsx } from './xlsx.ts';

const hostile = `=cmd|' /C calc'!A0 <w:p>&"\u0000\ud800 _x0041_`;
const input = { findings: exampleFindings, study: 'First drugs' };

/** The same findings with every text of theirs replaced, their numbers and their keys kept. */
const hostileFindings = exampleFindings.map((finding): Finding => {
  const kept = ['kind', 'align', 'status', 'action', 'id', 'createdAt', 'at', 'rule'];
  const swap = (key: string, value: unknown) =>
    typeof value === 'string' && !kept.includes(key) && !/^[\d,.%-][\d,. %-]*$/.test(value) ? hostile : value;
  return JSON.parse(JSON.stringify(finding, swap)) as Finding;
});

const partsOf = (bytes: Uint8Array): ReadonlyMap<string, string> =>
  new Map(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));
const texts = (xml: string, tag: string): string[] =>
  [...xml.matchAll(new RegExp(`<${tag}(?: [^>]*)?>([^<]*)</${tag}>`, 'g'))].map(([, text]) => text!);

const kinds = [
  { name: 'docx', render: renderDocx },
  { name: 'xlsx', render: renderXlsx },
] as const;

describe.each(kinds)('a $name', ({ render }) => {
  it('is the same bytes for the same findings, in any time zone and at any time', async () => {
    const first = await render(input);
    const zone = process.env.TZ;
    process.env.TZ = 'Pacific/Auckland';
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2031-07-01') });
    const second = await render(structuredClone(input));
    vi.useRealTimers();
    process.env.TZ = zone;
    expect(Buffer.from(second).equals(Buffer.from(first))).toBe(true);
  });

  it('names no author and no machine, and points to nothing outside', async () => {
    const parts = partsOf(await render(input));
    const all = [...parts.values()].join('\n');
    for (const word of ['TargetMode', 'Un-named', '/home/someone']) expect(all.includes(word)).toBe(false);
    expect([...parts.keys()].filter((name) => /vba|external|embed|comment/i.test(name))).toEqual([]);
  });

  it('holds no exact count, no reason of a single cell and no run', async () => {
    const all = [...partsOf(await render(input)).values()].join('\n');
    for (const word of ['1,104', '>1104<', '1,671', 'secondary', 'small-basis', 'run-of-'])
      expect(all.includes(word)).toBe(false);
  });

  it('is sound XML whatever the findings say', async () => {
    const parts = partsOf(await render({ findings: hostileFindings, study: hostile }));
    for (const [name, xml] of parts) {
      if (!/\.(xml|rels)$/.test(name)) continue;
      expect(xml).not.toContain('\u0000');
      expect(xml).not.toContain('<w:p>&"');
      expect(xml.replace(/<[^>]*>/g, '')).not.toMatch(/[<>]|&(?!(amp|lt|gt|quot|apos|#39);)/);
    }
  });
});

it.each(kinds)(
  'a $name tells of each cohort all that its definition says, though others say the same',
  async ({ render }) => {
    const words = [{ heading: 'Exit', sentences: ['Persons leave when their observation ends.'] }];
    const findings = exampleFindings.slice(0, 1).map((one) => ({
      ...one,
      provenance: { ...one.provenance, cohorts: one.provenance.cohorts.map((cohort) => ({ ...cohort, words })) },
    }));
    const parts = partsOf(await render({ ...input, findings }));
    const shown = [...parts]
      .filter(([name]) => /document|sheet3/.test(name))
      .map(([, xml]) => xml)
      .join('');
    const at = texts(parts.get('xl/sharedStrings.xml') ?? '', 't').indexOf(
      'Persons leave when their observation ends.',
    );
    expect(shown.split(at === -1 ? 'Persons leave when' : `<v>${at}</v>`)).toHaveLength(3);
  },
);

it.each(kinds)('a $name says where each figure is drawn, numbered as in the report', async ({ render }) => {
  const words = [...partsOf(await render(input)).values()].join('').replace(/<[^>]*>/g, '');
  for (const [at, path] of ['2026-03-02-attrition/attrition.svg', '2026-03-02-survival/figure.svg'].entries()) {
    expect(words).toContain(`Figure ${at + 1}`);
    expect(words).toContain(`drawn in findings/${path} of the bundle`);
  }
});

describe('an xlsx', () => {
  it('has one sheet a table between its contents and its provenance', async () => {
    const workbook = partsOf(await renderXlsx(input)).get('xl/workbook.xml')!;
    const names = [...workbook.matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name]) => name);
    expect(names).toEqual(['Contents', 'Table 1', 'Table 2', 'Provenance']);
  });

  it('holds no formula, whatever the findings say', async () => {
    const parts = partsOf(await renderXlsx({ findings: hostileFindings, study: hostile }));
    const sheets = [...parts].filter(([name]) => name.startsWith('xl/worksheets/sheet')).map(([, xml]) => xml);
    expect(sheets.length).toBeGreaterThan(2);
    for (const xml of sheets) expect(xml).not.toMatch(/<f[ >]/);
    expect(parts.get('xl/sharedStrings.xml')).toContain('=cmd|');
    expect(parts.get('xl/sharedStrings.xml')).toContain('_x005F_x0041_');
  });

  it('prints counts as numbers, marks withheld cells and keeps what is no number as text', async () => {
    const parts = partsOf(await renderXlsx(input));
    const strings = texts(parts.get('xl/sharedStrings.xml')!, 't');
    const table = parts.get('xl/worksheets/sheet3.xml')!;
    const withheld = exampleFindings[1]!.checked.tables[0]!.rows.flat().filter(({ text }) => text === null).length;
    const mark = strings.indexOf('withheld');
    expect([...table.matchAll(new RegExp(`t="s"[^>]*><v>${mark}</v>`, 'g'))]).toHaveLength(withheld);
    expect(table).toContain('<v>1105</v>');
    expect(strings).toContain('61.3 years');
  });
});

describe('a docx', () => {
  const paragraphs = async () => texts(partsOf(await renderDocx(input)).get('word/document.xml')!, 'w:t');

  it('has each table with its caption, its notes and its withheld cells', async () => {
    const said = await paragraphs();
    expect(said).toContain('Table 2. ');
    expect(said).toContain('Characteristics at the start of treatment');
    expect(said).toContain('1,105');
    const withheld = exampleFindings.flatMap(({ checked }) => checked.tables.flatMap(({ rows }) => rows.flat()));
    expect(said.filter((text) => text === '\u2014')).toHaveLength(withheld.filter(({ text }) => text === null).length);
  });

  it('says on its last pages on whom, how, what is not shown and with what it was made', async () => {
    const said = await paragraphs();
    const places = ['How it was made', 'On whom', 'What is not shown, and why', 'Made with'].map((one) =>
      said.indexOf(one),
    );
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
  });
});
