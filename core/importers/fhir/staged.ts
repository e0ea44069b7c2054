/** Columns of the tables that resources are laid out in, before references are followed. All have `rid` and `part`. */
const event = {
  subject: 'VARCHAR',
  encounter: 'VARCHAR',
  performer: 'VARCHAR',
  start_date: 'DATE',
  start_datetime: 'TIMESTAMP',
  end_date: 'DATE',
  end_datetime: 'TIMESTAMP',
  system: 'VARCHAR',
  code: 'VARCHAR',
  display: 'VARCHAR',
} as const;

const finding = {
  ...event,
  operator: 'VARCHAR',
  value_number: 'DOUBLE',
  value_text: 'VARCHAR',
  value_system: 'VARCHAR',
  value_code: 'VARCHAR',
  value_display: 'VARCHAR',
  unit_system: 'VARCHAR',
  unit_code: 'VARCHAR',
  unit: 'VARCHAR',
  range_low: 'DOUBLE',
  range_high: 'DOUBLE',
  qualifier: 'VARCHAR',
} as const;

export const stagedTables = {
  person: {
    key: 'VARCHAR',
    year: 'INTEGER',
    month: 'INTEGER',
    day: 'INTEGER',
    gender: 'VARCHAR',
    race: 'VARCHAR',
    ethnicity: 'VARCHAR',
    provider: 'VARCHAR',
    site: 'VARCHAR',
    source_value: 'VARCHAR',
  },
  death: { subject: 'VARCHAR', start_date: 'DATE', start_datetime: 'TIMESTAMP' },
  visit: {
    ...event,
    key: 'VARCHAR',
    class: 'VARCHAR',
    location: 'VARCHAR',
    organization: 'VARCHAR',
    admit: 'VARCHAR',
    discharge: 'VARCHAR',
  },
  condition: { ...event, status: 'VARCHAR' },
  procedure: { ...event, modifier: 'VARCHAR' },
  measurement: finding,
  observation: finding,
  drug: {
    ...event,
    medication: 'VARCHAR',
    type_concept_id: 'BIGINT',
    stop_reason: 'VARCHAR',
    refills: 'INTEGER',
    quantity: 'DOUBLE',
    days_supply: 'INTEGER',
    sig: 'VARCHAR',
    route: 'VARCHAR',
    lot_number: 'VARCHAR',
    dose_unit: 'VARCHAR',
  },
  device: { ...event, device: 'VARCHAR' },
  specimen: { ...event, quantity: 'DOUBLE', unit: 'VARCHAR', body_site: 'VARCHAR', source_id: 'VARCHAR' },
  medication: { key: 'VARCHAR', system: 'VARCHAR', code: 'VARCHAR', display: 'VARCHAR' },
  device_kind: {
    key: 'VARCHAR',
    system: 'VARCHAR',
    code: 'VARCHAR',
    display: 'VARCHAR',
    unique_id: 'VARCHAR',
    production_id: 'VARCHAR',
  },
  provider: {
    name: 'VARCHAR',
    npi: 'VARCHAR',
    gender: 'VARCHAR',
    source_value: 'VARCHAR',
  },
  role: { practitioner: 'VARCHAR', system: 'VARCHAR', code: 'VARCHAR', display: 'VARCHAR', organization: 'VARCHAR' },
  site: { name: 'VARCHAR', kind: 'VARCHAR', source_value: 'VARCHAR' },
  place: {
    address_1: 'VARCHAR',
    address_2: 'VARCHAR',
    city: 'VARCHAR',
    county: 'VARCHAR',
    state: 'VARCHAR',
    zip: 'VARCHAR',
    country: 'VARCHAR',
    latitude: 'DOUBLE',
    longitude: 'DOUBLE',
  },
  /** Names of a resource other than its own `Type/id`: a Bundle's address, a business identifier. */
  alias: { key: 'VARCHAR' },
  /** What only the gate decides about: by path, as text. */
  beside: { path: 'VARCHAR', value: 'VARCHAR', subject: 'VARCHAR' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

export type StagedName = keyof typeof stagedTables;
export type Cell = string | number | null;

/** A row of each staged table: columns that are not named are NULL. */
export type StagedRow = {
  readonly [N in StagedName]: {
    readonly into: N;
    readonly row: Readonly<Partial<Record<keyof (typeof stagedTables)[N], Cell>>>;
  };
}[StagedName];

/** Tables whose rows are about a person at a date. */
export const eventTables = [
  'visit',
  'condition',
  'procedure',
  'measurement',
  'observation',
  'drug',
  'device',
  'specimen',
] as const satisfies readonly StagedName[];
