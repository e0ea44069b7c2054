import { describe, expect, it } from 'vitest';
import type { OutwardTable } from '../disclosure/outward.ts';
import { flowSvg, isFlow } from './flow-svg.ts';

const cell = (text: string | null) => ({
  text,
  status: text === null ? ('withheld' as const) : ('published' as const),
});
const row = (label: string, persons: string | null, events: string | null) =>
  [cell(label), cell(persons), cell(events), cell(''), cell('')] as OutwardTable['rows'][number];

const table = {
  id: 'attrition',
  title: 'Attrition of “gout”',
  note: '',
  withheld: 2,
  columns: [],
  rows: [row('Entry event', '1,000', '1,500'), row('Adults <script>', null, null), row('In the cohort', '250', '300')],
} as unknown as OutwardTable;

describe('the flow of a checked attrition', () => {
  const svg = flowSvg(table, 'f 1');

  it('draws a bar as wide as the persons that are published', () => {
    expect(svg).toContain('width="260" height="22" fill="currentColor"');
    expect(svg).toContain('width="65" height="22" fill="currentColor"');
  });

  it('hatches what is withheld, and says so', () => {
    expect(svg).toContain('width="260" height="22" fill="none"');
    expect(svg).toContain('persons withheld');
    expect(svg).toContain('Adults &lt;script&gt;: withheld');
  });

  it('dashes a rule that is off, which no number stands for', () => {
    const off = [cell('Women (off)'), cell(''), cell(''), cell(''), cell('')] as OutwardTable['rows'][number];
    const drawn = flowSvg({ ...table, rows: [table.rows[0]!, off, table.rows[2]!] });
    expect(drawn).toContain('width="260" height="22" fill="none" stroke="currentColor" stroke-dasharray');
    expect(drawn).toContain('>not applied<');
    expect(drawn).toContain('Women (off); In the cohort: 250 persons');
    expect(drawn).not.toContain('withheld');
  });

  it('holds no markup of a name, no styles, no links', () => {
    expect(svg).not.toMatch(/<script|<style|href=|url\(/);
  });

  it('is drawn for attrition only', () => {
    expect([isFlow(table), isFlow({ ...table, id: 'groups' })]).toEqual([true, false]);
  });
});
