import type { RuleId } from '../../contract/release.ts';

/** What is said of a cell that a rule changed: the rule, why it applies, and what somebody could otherwise work out. */
export interface RuleWords {
  readonly name: string;
  readonly why: string;
  readonly otherwise: string;
  /** Whose rule it is. */
  readonly source: string;
}

interface Limits {
  readonly threshold: number;
  readonly rounding: number;
}

const few = ({ threshold }: Limits): string => `1 to ${threshold - 1}`;

/** Rules that change single cells, in plain words; never with a value. */
export const cellRules: Partial<Readonly<Record<RuleId, (limits: Limits) => RuleWords>>> = {
  'smallest-count': (limits) => ({
    name: 'Small count',
    why: `It counts ${few(limits)} persons or events, or is a share of so few.`,
    otherwise: 'Somebody who knows one of them could find that person here, and learn what the rest of the row says.',
    source: 'Smallest count: CMS cell-size policy; ACRO and OpenSAFELY ask for the same or less.',
  }),
  secondary: () => ({
    name: 'Protects another count',
    why: 'It may be large enough itself: it is withheld so that a small count beside it stays unknown.',
    otherwise: 'Taken off the total with the others that are shown, it would leave the small count.',
    source: 'Secondary suppression at least loss: Fischetti and Salazar (2001), as in tau-Argus.',
  }),
  'attrition-step': (limits) => ({
    name: 'Small step',
    why: `Between this step and the one beside it ${few(limits)} persons or events were lost.`,
    otherwise: 'One step taken off the other would count those few, and the rule between them says who they are.',
    source: 'Smallest count, applied to differences.',
  }),
  'withheld-group': () => ({
    name: 'Share of a withheld group',
    why: 'It is a percentage of a group whose size is withheld.',
    otherwise: 'From the percentage and its count the size of the group could be worked out.',
    source: 'Smallest count, applied to what a percentage tells.',
  }),
  'small-basis': ({ threshold }) => ({
    name: 'Rests on few',
    why: `It rests on fewer than ${threshold} persons or events.`,
    otherwise: 'A mean or an estimate of so few comes close to what single persons have.',
    source: 'Smallest count, applied to what a statistic rests on: ACRO, OpenSAFELY.',
  }),
  'small-metric': () => ({
    name: 'Measured over few',
    why: 'It says how good a model is over too few persons.',
    otherwise: 'Over so few, a measure can show whether one person was among them.',
    source: 'Membership inference; the smallest number stands in the policy file.',
  }),
  percentile: ({ threshold }) => ({
    name: 'Near the end of the range',
    why: `Fewer than ${threshold} persons are on one side of it.`,
    otherwise: 'It comes close to the value of the one person at the end.',
    source: 'Percentiles: OpenSAFELY, output checking.',
  }),
  dominance: () => ({
    name: 'One or two make up most of it',
    why: 'One or two persons make up so much of the sum that it nearly says what they have.',
    otherwise: 'The second largest could take their own value off and know the largest closely.',
    source: 'Dominance NK and p%: tau-Argus, ACRO.',
  }),
  'negative-values': () => ({
    name: 'Values below zero',
    why: 'Some of its values are below zero, so it cannot be told who makes up most of it.',
    otherwise: 'Where values cancel out, a single large one can show.',
    source: 'ACRO refuses sums and means with values below zero.',
  }),
  deviation: () => ({
    name: 'Spread of few values',
    why: 'It is the spread of too few values.',
    otherwise: 'With the mean beside it, single values could be worked back.',
    source: 'Degrees of freedom: ACRO.',
  }),
  ratio: () => ({
    name: 'Ratio with a withheld count',
    why: 'One of the two counts that it is made of is withheld.',
    otherwise: 'From the ratio and the other count it could be worked out.',
    source: 'Smallest count, applied to what a ratio tells.',
  }),
  'model-size': () => ({
    name: 'Too many parameters',
    why: 'The model has too many parameters for the persons that it was fitted to.',
    otherwise: 'A model that fits each person tells what each person has.',
    source: 'Degrees of freedom: ACRO; a third of the persons: DataSHIELD.',
  }),
  'curve-step': ({ threshold }) => ({
    name: 'Between two steps',
    why: 'No step of the published curve ends at this time.',
    otherwise: `It would divide a step, and so tell of fewer than ${threshold} events.`,
    source: 'Steps of survival curves: ACRO, OpenSAFELY.',
  }),
  'earlier-release': (limits) => ({
    name: 'Beside what left before',
    why: 'A bundle that has left this study counts nearly the same persons.',
    otherwise: `One taken off the other would count ${few(limits)} persons. Ask for the same groups as then, or coarser ones.`,
    source: 'Differencing: the ledger keeps every count that has left.',
  }),
  rounding: ({ rounding }) => ({
    name: `Rounded to ${rounding}`,
    why: `Counts are shown as multiples of ${rounding}; totals and percentages come from the rounded counts.`,
    otherwise: 'Exact counts of two tables could be taken off each other, and one person more or less would show.',
    source: 'Rounding after suppression: OpenSAFELY.',
  }),
};
