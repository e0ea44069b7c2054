/** Words of the figures. What a figure is about comes from whoever shows it. */
export const chartsText = {
  atRisk: 'At risk',
  persons: (n: string) => `${n} ${n === '1' ? 'person' : 'persons'}`,
  events: (n: string) => `${n} ${n === '1' ? 'event' : 'events'}`,
  lost: (n: string) => `− ${n} ${n === '1' ? 'person' : 'persons'}`,
  lostEvents: (n: string) => `− ${n} ${n === '1' ? 'event' : 'events'}`,
  off: 'off: not applied',
  inBoth: (n: string) => `${n} ${n === '1' ? 'person' : 'persons'} in both`,
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
