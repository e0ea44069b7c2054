import { chartsText } from '../text/charts.ts';
import styles from './chart.module.css';
import { Figure } from './figure.tsx';
import { attritionFlow, type FlowInput, type FlowStep } from './geometry/attrition-flow.ts';
import { seriesClass } from './series-class.ts';

const whole = new Intl.NumberFormat('en-GB');

/** From everybody who entered to the final cohort, one bar a rule, as wide as the persons left; persons in ink, events softly. */
export function AttritionFlow({ label, ...input }: FlowInput & { readonly label: string }) {
  return (
    <Figure label={label} geometry={(width) => attritionFlow(input, width)}>
      {({ steps, textX }) =>
        steps.map((step) => <Step key={step.key} step={step} textX={textX} counts={input.counts} />)
      }
    </Figure>
  );
}

interface StepProps {
  readonly step: FlowStep;
  readonly textX: number;
  readonly counts: FlowInput['counts'];
}

function Step({ step, textX, counts }: StepProps) {
  const { bar, funnel, lost } = step;
  const lostText = counts === 'remaining' ? chartsText.lost : chartsText.alone;
  return (
    <g className={seriesClass(1)}>
      {funnel ? <path d={funnel} className={styles.funnel} /> : null}
      <rect x={bar.x} y={bar.y} width={bar.width} height={bar.height} className={styles.bar} />
      {lost ? (
        <text x={textX} y={lost.y} className={`${styles.small} ${styles.lost}`}>
          {lostText(whole.format(lost.persons))}
        </text>
      ) : null}
      <text x={textX} y={bar.y + 9} className={step.kind === 'rule' ? undefined : styles.strong}>
        <title>{step.name}</title>
        {step.shown}
      </text>
      <text x={textX} y={bar.y + 26}>
        {chartsText.persons(whole.format(step.persons))}
        <tspan className={styles.soft} dx={10}>
          {chartsText.events(whole.format(step.events))}
        </tspan>
      </text>
    </g>
  );
}
