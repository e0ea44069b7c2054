/** Words of the figures. What a figure is about comes from whoever shows it. */
export const chartsText = {
  atRisk: 'At risk',
  persons: (n: string) => `${n} persons`,
  events: (n: string) => `${n} events`,
  lost: (n: string) => `− ${n} persons`,
  alone: (n: string) => `${n} persons excluded by this alone`,
  predicted: 'Predicted',
  observed: 'Observed',
  falsePositive: 'False positive rate',
  truePositive: 'True positive rate',
  smd: 'Absolute standardised mean difference',
  before: 'Before',
  after: 'After',
  rows: (year: number, n: string) => `${year}: ${n} rows`,
};
