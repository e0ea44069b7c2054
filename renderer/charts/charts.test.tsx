// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { AttritionFlow } from './attrition-flow.tsx';
import { CalibrationPlot } from './calibration-plot.tsx';
import { DensityStrip } from './density-strip.tsx';
import { LeadPlot } from './lead-plot.tsx';
import { RocPlot } from './roc-plot.tsx';
import { SmdPlot } from './smd-plot.tsx';
import { SurvivalCurve } from './survival-curve.tsx';

afterEach(cleanup);

const points = [
  { time: 3, atRisk: 20, events: 1, censored: 0, estimate: 0.95, lower: 0.8, upper: 0.99 },
  { time: 9, atRisk: 12, events: 2, censored: 4, estimate: 0.7, lower: 0.5, upper: 0.85 },
];

const figures = {
  'survival curve': (
    <SurvivalCurve
      label="survival"
      xLabel="Days"
      yLabel="Survival"
      series={[
        { label: 'women', points },
        { label: 'men', points },
      ]}
    />
  ),
  'attrition flow': (
    <AttritionFlow
      label="attrition"
      counts="remaining"
      entry={{ name: 'Entered', persons: 40, events: 50 }}
      rules={[{ name: 'Observed', persons: 30, events: 31 }]}
      final={{ name: 'Final', persons: 30, events: 31 }}
    />
  ),
  'calibration plot': <CalibrationPlot label="calibration" bins={[{ count: 30, predicted: 0.2, observed: 0.3 }]} />,
  'ROC plot': (
    <RocPlot
      label="roc"
      series={[
        {
          label: 'Model',
          points: [
            { fpr: 0, tpr: 0 },
            { fpr: 1, tpr: 1 },
          ],
        },
      ]}
    />
  ),
  'density strip': <DensityStrip label="density" counts={[{ year: 2001, n: 7 }]} />,
  'lead plot': (
    <LeadPlot
      label="lead"
      xLabel="Days before"
      yLabel="AUC"
      series={[{ label: 'Model', points: [{ lead: 30, estimate: 0.8, lower: 0.7, upper: 0.9 }] }]}
    />
  ),
  'love plot': <SmdPlot label="smd" rows={[{ label: 'Age', smd: 0.3, adjusted: 0.02 }]} />,
};

describe('every figure', () => {
  it.each(Object.entries(figures))('%s is an image with a name and a title', (_, figure) => {
    const { container } = render(figure);
    const image = screen.getByRole('img');
    expect(image.tagName.toLowerCase()).toBe('svg');
    expect(image.getAttribute('aria-label')).toBe(container.querySelector('svg > title')!.textContent);
    expect(container.innerHTML).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe('what is written into figures', () => {
  it('names curves at their ends and gives numbers at risk', () => {
    const { container } = render(figures['survival curve']);
    const text = container.textContent!;
    expect(text).toContain('women');
    expect(text).toContain('At risk');
    expect(container.querySelectorAll('path[stroke-dasharray]').length).toBe(1);
  });
  it('counts persons, events and the lost beside each step', () => {
    const { container } = render(figures['attrition flow']);
    expect(container.textContent).toContain('40 persons');
    expect(container.textContent).toContain('50 events');
    expect(container.textContent).toContain('− 10 persons');
  });
});
