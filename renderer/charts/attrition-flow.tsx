import { chartsText } from '../text/charts.ts';
import attrition from './attrition-flow.module.css';
import styles from './chart.module.css';
import { Figure } from './figure.tsx';
import { attritionFlow, type FlowInput, type FlowStep } from './geometry/attrition-flow.ts';
import { seriesClass } from './series-class.ts';

const whole = new Intl.NumberFormat('en-GB');
const percent = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/**
 * From what the entry criteria find to the final cohort, one bar a step, as wide as the persons left; persons in ink,
 * events softly. A rule that is off has a dashed outline and lets everybody through.
 */
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

const isStrong = ({ kind }: FlowStep) => kind === 'entry' || kind === 'final';

function Step({ step, textX, counts }: StepProps) {
  const { bar, funnel } = step;
  const isOff = step.kind === 'off';
  return (
    <g className={seriesClass(1)}>
      {funnel ? <path d={funnel} className={styles.funnel} /> : null}
      <rect
        x={bar.x}
        y={bar.y}
        width={bar.width}
        height={bar.height}
        className={isOff ? attrition.off : step.kind === 'found' ? attrition.found : styles.bar}
      />
      <Lost step={step} textX={textX} counts={counts} />
      <text x={textX} y={bar.y + 10} className={isOff ? attrition.offName : isStrong(step) ? styles.strong : undefined}>
        <title>{step.name}</title>
        {step.shown}
      </text>
      {isOff ? (
        <text x={textX} y={bar.y + 27} className={styles.soft}>
          {chartsText.off}
        </text>
      ) : (
        <text x={textX} y={bar.y + 27}>
          {chartsText.persons(whole.format(step.persons))}
          {step.share === null ? null : (
            <tspan className={styles.soft} dx={6}>
              {`${percent.format(step.share * 100)}\u202f%`}
            </tspan>
          )}
          <tspan className={styles.soft} dx={10}>
            {chartsText.events(whole.format(step.events))}
          </tspan>
        </text>
      )}
    </g>
  );
}

function Lost({ step: { lost }, textX, counts }: StepProps) {
  if (!lost) return null;
  const { persons, events, y } = lost;
  const lostPersons = counts === 'remaining' ? chartsText.lost : chartsText.alone;
  return (
    <text x={textX} y={y} className={`${styles.small} ${styles.lost}`}>
      {persons > 0 ? lostPersons(whole.format(persons)) : null}
      {events ? (
        <tspan dx={persons > 0 ? 8 : 0} className={attrition.lostEvents}>
          {chartsText.lostEvents(whole.format(events))}
        </tspan>
      ) : null}
    </text>
  );
}
