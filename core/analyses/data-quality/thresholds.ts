/** Every kind of check, where it stands in Kahn's framework (Kahn et al. 2016), and the largest share, in percent, that may fail. */
export const checkKinds = {
  tablePresent: { category: 'conformance', part: 'relational', threshold: 0 },
  columnPresent: { category: 'conformance', part: 'relational', threshold: 0 },
  rejectedRows: { category: 'conformance', part: 'value', threshold: 1 },
  uniqueKey: { category: 'conformance', part: 'relational', threshold: 0 },
  parentExists: { category: 'conformance', part: 'relational', threshold: 0 },
  knownConcept: { category: 'conformance', part: 'relational', threshold: 0 },
  conceptDomain: { category: 'conformance', part: 'value', threshold: 0 },
  standardConcept: { category: 'conformance', part: 'value', threshold: 0 },
  conceptClass: { category: 'conformance', part: 'value', threshold: 0 },
  columnType: { category: 'conformance', part: 'value', threshold: 0 },
  possibleDatePart: { category: 'conformance', part: 'value', threshold: 0 },
  datesAgree: { category: 'conformance', part: 'computational', threshold: 0 },
  requiredValue: { category: 'completeness', part: 'missing', threshold: 0 },
  filledValue: { category: 'completeness', part: 'missing', threshold: 100 },
  mappedConcept: { category: 'completeness', part: 'mapped', threshold: 10 },
  mappedDetail: { category: 'completeness', part: 'mapped', threshold: 100 },
  mappedSource: { category: 'completeness', part: 'mapped', threshold: 100 },
  valueGiven: { category: 'completeness', part: 'missing', threshold: 10 },
  unitGiven: { category: 'completeness', part: 'missing', threshold: 5 },
  personsWithEras: { category: 'completeness', part: 'persons', threshold: 5 },
  observedPersons: { category: 'completeness', part: 'persons', threshold: 0 },
  personsWithRecords: { category: 'completeness', part: 'persons', threshold: 100 },
  uniqueRecord: { category: 'plausibility', part: 'uniqueness', threshold: 1 },
  separatePeriods: { category: 'plausibility', part: 'uniqueness', threshold: 0 },
  plausibleBirth: { category: 'plausibility', part: 'atemporal', threshold: 0 },
  plausibleNumber: { category: 'plausibility', part: 'atemporal', threshold: 1 },
  plausibleLow: { category: 'plausibility', part: 'atemporal', threshold: 0.1 },
  plausibleHigh: { category: 'plausibility', part: 'atemporal', threshold: 0.1 },
  plausibleUnit: { category: 'plausibility', part: 'atemporal', threshold: 5 },
  plausibleSex: { category: 'plausibility', part: 'atemporal', threshold: 1 },
  notNegative: { category: 'plausibility', part: 'atemporal', threshold: 0.1 },
  placeholderValue: { category: 'plausibility', part: 'atemporal', threshold: 0.1 },
  farOutValue: { category: 'plausibility', part: 'atemporal', threshold: 1 },
  repeatedValue: { category: 'plausibility', part: 'atemporal', threshold: 50 },
  startBeforeEnd: { category: 'plausibility', part: 'temporal', threshold: 0.1 },
  afterBirth: { category: 'plausibility', part: 'temporal', threshold: 0.1 },
  beforeDeath: { category: 'plausibility', part: 'temporal', threshold: 0.1 },
  withinObservation: { category: 'plausibility', part: 'temporal', threshold: 5 },
  withinVisit: { category: 'plausibility', part: 'temporal', threshold: 1 },
  steadyMedian: { category: 'plausibility', part: 'temporal', threshold: 0 },
  steadyYears: { category: 'plausibility', part: 'temporal', threshold: 25 },
  notInFuture: { category: 'plausibility', part: 'temporal', threshold: 0 },
  sinceRecords: { category: 'plausibility', part: 'temporal', threshold: 0.1 },
} as const;

export type CheckKind = keyof typeof checkKinds;

/** What dates and ages are held against. Stillroom's choice, after the defaults of OHDSI's Data Quality Dashboard. */
export const limits = {
  /** Years a birth may lie in, and events not lie before. */
  earliestBirth: 1850,
  earliestEvent: 1900,
  /** Records up to so many days after death are late entries. */
  daysAfterDeath: 60,
  /** An event may be written down so many days before or after its visit. */
  daysAroundVisit: 7,
  /** Rows below which a concept has no checks of its own, and how many concepts of a table have them: the most frequent. */
  frequent: 100,
  concepts: 500,
} as const;
