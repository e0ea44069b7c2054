import { formatCount } from '../kit/format.ts';

/** Words of the Ledger room. */
export const ledgerText = {
  title: 'Ledger',
  group: 'Ledger',
  lead: (n: number) => `${formatCount(n, 'entries')}, newest first. Each carries the hash of the one before.`,
  loading: 'Reading the ledger',
  failed: 'The ledger could not be read',
  empty: {
    title: 'The ledger is empty',
    why: 'Every import, generated cohort, analysis, view of rows and export is written here as it happens, one line an act.',
  },
  search: 'Search the ledger',
  searchHint: 'Search',
  act: 'Act',
  everyAct: 'Every act',
  shown: (shown: number, of: number) =>
    shown === of ? formatCount(of, 'entries') : `${shown} of ${formatCount(of, 'entries')}`,
  onlyLoaded: (loaded: number, total: number) => `Searched: the latest ${loaded} of ${total}.`,
  none: 'No entry has these words.',
  clear: 'Show every entry',
  earlier: (n: number) => `Show ${n} earlier`,
  list: 'Entries',
  acts: {
    study: 'Study',
    import: 'Import',
    gate: 'Gate',
    cohort: 'Cohort',
    analysis: 'Analysis',
    model: 'Model',
    view: 'View',
    sql: 'SQL',
    finding: 'Finding',
    export: 'Export',
    copy: 'Copy',
    'sign-off': 'Sign-off',
    edit: 'Edit',
  },
  entry: {
    number: 'Entry',
    at: 'When',
    act: 'Act',
    hash: 'Hash',
    previous: 'Hash before',
    detail: 'Detail',
  },
  verify: {
    button: 'Verify the study',
    job: 'Verifying ledger and datasets',
    ok: (n: number) =>
      `Unchanged: ${n.toLocaleString('en-GB')} ${n === 1 ? 'entry or file' : 'entries and files'} recomputed, the chain of hashes holds.`,
    notOk: 'The study does not verify',
    failed: 'The study could not be verified',
    cancelled: 'Verifying was cancelled.',
  },
} as const;
