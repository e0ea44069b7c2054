import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../contract/findings.ts';
import { checkRelease } from '../disclosure/check.ts';
import { buildBundle } from './bundle.ts';
import { canonicalJson } from './canonical-json.ts';
import { exampleFindings } from './testing/example-findings.ts';

const input = { findings: exampleFindings, study: 'First drugs' };
const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);
const files = unzipSync(buildBundle(input));

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
      'report.html',
    ]);
    const manifest: unknown = JSON.parse(textOf(files['manifest.json']));
    expect(manifest).toMatchObject({
      study: 'First drugs',
      versions: { duckdb: '1.5.5' },
    });
  });

  it('is the same bytes for the same findings, in any time zone', () => {
    const zone = process.env.TZ;
    const first = buildBundle(input);
    process.env.TZ = 'Pacific/Auckland';
    const second = buildBundle(structuredClone(input));
    process.env.TZ = zone;
    expect(Buffer.from(second).equals(Buffer.from(first))).toBe(true);
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

  it('refuses a finding of which nothing is left, an unsafe id, and nothing at all', () => {
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
    expect(() => buildBundle({ ...input, findings: [small] })).toThrow(expect.objectContaining({ code: 'disclosure' }));
    const climbing = { ...exampleFindings[0]!, id: '../up' };
    expect(() => buildBundle({ ...input, findings: [climbing] })).toThrow(
      expect.objectContaining({ code: 'invalid_input' }),
    );
    expect(() => buildBundle({ ...input, findings: [] })).toThrow(expect.objectContaining({ code: 'invalid_input' }));
  });
});
