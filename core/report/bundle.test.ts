import { unzipSync } from 'fflate';
import { describe, expect, it, vi } from 'vitest';
import type { Finding } from '../../contract/findings.ts';
import { checkRelease } from '../disclosure/check.ts';
import { buildBundle } from './bundle.ts';
import { canonicalJson } from './canonical-json.ts';
import { figureFiles, tableFiles } from './finding-files.ts';
import type { OutwardFinding } from './outward-finding.ts';
import { exampleFindings } from './testing/example-findings.ts';
import { studyOfTests } from './testing/study-of-tests.ts';

const input = { findings: exampleFindings, study: 'First drugs' };
const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);
const study = studyOfTests();
const { bytes } = await buildBundle(input, study);
const files = unzipSync(bytes);

describe('buildBundle', () => {
  it('holds the findings, the report, the check, and a manifest of them', () => {
    expect(Object.keys(files).sort()).toEqual([
      'check.json',
      'findings/2026-03-02-attrition/attrition.svg',
      'findings/2026-03-02-attrition/check.json',
      'findings/2026-03-02-attrition/finding.json',
      'findings/2026-03-02-attrition/table.csv',
      'findings/2026-03-02-survival/check.json',
      'findings/2026-03-02-survival/figure.svg',
      'findings/2026-03-02-survival/finding.json',
      'findings/2026-03-02-table-one/check.json',
      'findings/2026-03-02-table-one/finding.json',
      'findings/2026-03-02-table-one/table.csv',
      'manifest.json',
      'manifest.sha256',
      'report.docx',
      'report.html',
      'report.xlsx',
      'ro-crate-metadata.json',
      'signature.json',
    ]);
    const manifest: unknown = JSON.parse(textOf(files['manifest.json']));
    expect(manifest).toMatchObject({
      study: 'First drugs',
      versions: { duckdb: '1.5.5' },
    });
  });

  it('is the same bytes for the same findings, in any time zone and at any time, but for time and signature', async () => {
    const zone = process.env.TZ;
    process.env.TZ = 'Pacific/Auckland';
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2031-07-01') });
    const again = await buildBundle(structuredClone(input), studyOfTests(40));
    vi.useRealTimers();
    process.env.TZ = zone;
    const other = unzipSync(again.bytes);
    expect(Object.keys(other)).toEqual(Object.keys(files));
    const differing = Object.keys(files).filter((name) => !Buffer.from(other[name]!).equals(Buffer.from(files[name]!)));
    expect(differing).toEqual(['signature.json']);
    const [a, b] = [files, other].map((of) => JSON.parse(textOf(of['signature.json'])) as Record<string, unknown>);
    expect(Object.keys(a!).filter((key) => JSON.stringify(a![key]) !== JSON.stringify(b![key]))).toEqual([
      'at',
      'ledger',
      'publicKey',
      'signature',
    ]);
  });

  it('draws its figures from what is printed: whoever has finding.json draws the very same bytes', () => {
    const folders = exampleFindings.map(({ id }) => `findings/${id}/`);
    let figures = 0;
    for (const folder of folders) {
      const { checked } = JSON.parse(textOf(files[`${folder}finding.json`])) as OutwardFinding;
      for (const [name, svg] of Object.entries({ ...figureFiles(checked), ...tableFiles(checked) })) {
        expect(textOf(files[`${folder}${name}`])).toBe(svg);
        figures += name.endsWith('.svg') ? 1 : 0;
      }
    }
    expect(figures).toBe(Object.keys(files).filter((name) => name.endsWith('.svg')).length);
    expect(figures).toBeGreaterThan(1);
  });

  it('does not tell small counts from those withheld with them, nor name the run or a folder of the machine', () => {
    const all = Object.values(files).map(textOf).join('\n');
    for (const word of ['primary', 'secondary', 'small-basis', 'run-of-', '/home/someone', 'subtraction'])
      expect(all).not.toContain(word);
  });

  it('writes JSON canonically', () => {
    const jsons = Object.entries(files).filter(([name]) => name.endsWith('.json'));
    for (const [, bytes] of jsons) expect(textOf(bytes)).toBe(`${canonicalJson(JSON.parse(textOf(bytes)))}\n`);
  });

  it('prints none of the exact counts that were given', () => {
    const numbers = textOf(files['findings/2026-03-02-table-one/table.csv']).match(/\b\d+\b(?!\.)/g);
    expect(textOf(files['report.html'])).not.toMatch(/1,104|1,668|1,671/);
    expect(numbers).not.toContain('1104');
  });

  it('refuses a finding of which nothing is left, an unsafe id, and nothing at all', async () => {
    const small: Finding = {
      ...exampleFindings[0]!,
      checked: checkRelease({
        tables: [
          {
            id: 't',
            title: 't',
            note: '',
            columns: [{ label: 'n', align: 'right' }],
            rows: [[{ kind: 'count', unit: 'persons', n: 3 }], [{ kind: 'count', unit: 'persons', n: 3 }]],
            relations: [],
          },
        ],
        curves: [],
      }),
    };
    await expect(buildBundle({ ...input, findings: [small] }, study)).rejects.toThrow(
      expect.objectContaining({ code: 'disclosure' }),
    );
    const climbing = { ...exampleFindings[0]!, id: '../up' };
    await expect(buildBundle({ ...input, findings: [climbing] }, study)).rejects.toThrow(
      expect.objectContaining({ code: 'invalid_input' }),
    );
    await expect(buildBundle({ ...input, findings: [] }, study)).rejects.toThrow(
      expect.objectContaining({ code: 'invalid_input' }),
    );
  });
});
