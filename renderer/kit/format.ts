const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** `12345.6` → `12,346`. */
export const formatNumber = (n: number): string => whole.format(n);

/** A number with a fixed number of decimals, so that a column's digits stand under each other: `1234.5, 2` → `1,234.50`. */
export const formatDecimal = (n: number, digits: number): string =>
  new Intl.NumberFormat('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(n);

/** As `formatDecimal`, with a true minus sign, and none before a zero: `-0.0001, 3` → `0.000`. */
export function formatSigned(n: number, digits: number): string {
  const text = formatDecimal(Math.abs(n), digits);
  return n < 0 && Number(text.replaceAll(',', '')) !== 0 ? `−${text}` : text;
}

/** A share 0-1 as a percentage with a narrow no-break space: `0.612` → `61.2 %`. */
export const formatShare = (share: number, digits = 1): string => `${formatDecimal(share * 100, digits)}\u202f%`;

const singular: Readonly<Record<string, string>> = {
  persons: 'person',
  events: 'event',
  rows: 'row',
  tables: 'table',
  columns: 'column',
  files: 'file',
  cohorts: 'cohort',
  findings: 'finding',
  years: 'year',
  entries: 'entry',
  criteria: 'criterion',
  datasets: 'dataset',
  changes: 'change',
  cells: 'cell',
  concepts: 'concept',
  'concept sets': 'concept set',
  items: 'item',
  levels: 'level',
  records: 'record',
};

/** A count with its unit: `1284, 'persons'` → `1,284 persons`; `1, 'persons'` → `1 person`. */
export const formatCount = (n: number, unit: string): string =>
  `${formatNumber(n)}\u00a0${n === 1 ? (singular[unit] ?? unit) : unit}`;

/** Milliseconds as a person says them: `240 ms`, `3.2 s`, `2 min 5 s`, `1 h 4 min`. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)}\u00a0ms`;
  const seconds = ms / 1000;
  if (seconds < 59.95) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)}\u00a0s`;
  const minutes = Math.floor(Math.round(seconds) / 60);
  if (minutes < 60) return `${minutes}\u00a0min ${Math.round(seconds) % 60}\u00a0s`;
  return `${Math.floor(minutes / 60)}\u00a0h ${minutes % 60}\u00a0min`;
}

/** `1536` → `1.5 KB`; powers of 1,000. */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits)}\u00a0${units[unit]}`;
}

/** A span of years: `[1950, 2019]` → `1950–2019`; one year once. */
export const formatYears = ([first, last]: readonly [number, number]): string =>
  first === last ? String(first) : `${first}–${last}`;

/** An ISO instant as a day: `22 November 2026`. */
export const formatDay = (iso: string): string => day.format(new Date(iso));

/** An ISO instant as day and time: `22 November 2026, 14:05`. */
export function formatMoment(iso: string): string {
  const at = new Date(iso);
  return `${day.format(at)}, ${clock.format(at)}`;
}

/** An ISO instant as a time of day: `14:05`. */
export const formatClock = (iso: string): string => clock.format(new Date(iso));
