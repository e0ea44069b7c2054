import { chartsText } from '../text/charts.ts';
import styles from './chart.module.css';
import { Figure } from './figure.tsx';
import { type OverlapInput, overlapBars } from './geometry/overlap-bars.ts';
import overlap from './overlap-bars.module.css';

const whole = new Intl.NumberFormat('en-GB');

/** Two bars one above the other on one scale: where they lie over each other are the persons in both. */
export function OverlapBars({ label, ...input }: OverlapInput & { readonly label: string }) {
  return (
    <Figure label={label} geometry={(width) => overlapBars(input, width)}>
      {({ bars, both, height }) => (
        <>
          <rect x={both.x} y={0} width={both.width} height={height} className={overlap.both} />
          {bars.map(({ key, name, shown, persons, x, y, width, height: high }) => (
            <g key={key} className={styles[key === 'a' ? 'series1' : 'series2']}>
              <text x={x} y={y - 7} className={styles.strong}>
                <title>{name}</title>
                {shown}
                <tspan dx={8} className={overlap.count}>
                  {chartsText.persons(whole.format(persons))}
                </tspan>
              </text>
              <rect x={x} y={y} width={width} height={high} className={styles.bar} />
            </g>
          ))}
          {both.persons > 0 ? (
            <text x={both.labelX} y={height - 6} textAnchor={both.anchor} className={styles.small}>
              {chartsText.inBoth(whole.format(both.persons))}
            </text>
          ) : null}
        </>
      )}
    </Figure>
  );
}
