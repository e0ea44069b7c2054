// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { ForestPlot } from './forest-plot.tsx';
import { forestFigure } from './geometry/forest-plot.ts';
import { loveFigure } from './geometry/love-plot.ts';
import { overlapHistogram } from './geometry/overlap-histogram.ts';
import { LovePlot } from './love-plot.tsx';
import { OverlapHistogram } from './overlap-histogram.tsx';

afterEach(cleanup);

const bins = [
  { from: 0, to: 0.5, above: 10, below: 30 },
  { from: 0.5, to: 1, above: 30, below: 10 },
];
const rows = [
  { label: 'Crude', estimate: 1.3, lower: 0.7, upper: 2.5, text: '1.30 (0.70 – 2.50)' },
  { label: 'Sex', isHeading: true, text: '' },
  { label: 'female', estimate: 0.6, lower: 0.0001, upper: 900, text: '0.60', isStrong: true },
  { label: 'male', text: 'fewer than 20 in an arm' },
];
const love = [
  { label: 'Age', values: [-0.3, 0.02, null] },
  { label: 'Sex', values: [0.4, 0.01, -0.12] },
];

describe('figures of a comparison', () => {
  it.each(
    Object.entries({
      'forest plot': <ForestPlot label="forest" xLabel="HR" scale="ratio" rows={rows} sides={['A', 'B']} />,
      'love plot': <LovePlot label="love" rows={love} names={['Before', 'After', 'After, model']} />,
      'overlap histogram': <OverlapHistogram label="overlap" xLabel="Propensity" names={['A', 'B']} bins={bins} />,
    }),
  )('%s is an image with a name and a title', (_, figure) => {
    const { container } = render(figure);
    const image = screen.getByRole('img');
    expect(image.getAttribute('aria-label')).toBe(container.querySelector('svg > title')!.textContent);
    expect(container.innerHTML).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('a forest plot puts no effect on one line, and cuts limits that would hide the rest', () => {
    const figure = forestFigure({ rows, scale: 'ratio' }, 800);
    const [crude, heading, female, male] = figure.rows;
    expect(crude!.at!).toBeGreaterThan(figure.reference);
    expect(female!.at!).toBeLessThan(figure.reference);
    expect([female!.isCutLeft, female!.isCutRight, crude!.isCutLeft]).toEqual([true, true, false]);
    expect([female!.from, female!.to]).toEqual([figure.plot.left, figure.plot.right]);
    expect([heading!.at, male!.at, heading!.indent, male!.indent]).toEqual([null, null, 0, 14]);
  });

  it('a forest plot says how many each line rests on, where there is room', () => {
    const counted = rows.map((row) => ({ ...row, counts: row.isHeading ? undefined : '12/104 · 15/180' }));
    const input = { rows: counted, scale: 'ratio' as const, countsLabel: 'Events / persons' };
    const [wide, narrow] = [forestFigure(input, 900), forestFigure(input, 500)];
    expect(wide.rows.map(({ counts }) => counts)).toEqual([
      '12/104 · 15/180',
      '',
      '12/104 · 15/180',
      '12/104 · 15/180',
    ]);
    expect(wide.countsX!).toBeLessThan(wide.plot.left);
    expect([narrow.countsX, narrow.rows[0]!.counts]).toEqual([null, '']);
    render(<ForestPlot label="counted" xLabel="HR" {...input} />);
    expect(screen.getByText('Events / persons')).toBeTruthy();
  });

  it('a forest plot of differences is even around 0', () => {
    const figure = forestFigure(
      { rows: [{ label: 'a', estimate: 0.02, lower: -0.01, upper: 0.05, text: '' }], scale: 'difference' },
      700,
    );
    expect(figure.reference).toBeCloseTo((figure.plot.left + figure.plot.right) / 2, 1);
  });

  it('a love plot sorts by before and counts what it leaves out', () => {
    const figure = loveFigure({ rows: love, names: ['Before', 'After'], most: 1 }, 600);
    expect(figure.rows.map(({ label }) => label)).toEqual(['Sex']);
    expect(figure.more).toBe(1);
    expect(figure.rows[0]!.places[1]!).toBeLessThan(figure.border);
  });

  it('a histogram compares shares of each group, not their sizes', () => {
    const of = (figure: ReturnType<typeof overlapHistogram>) => figure.bars.map(({ height }) => height);
    const small = overlapHistogram(
      bins.map((bin) => ({ ...bin, above: bin.above / 10 })),
      500,
    );
    expect(of(small)).toEqual(of(overlapHistogram(bins, 500)));
  });
});
