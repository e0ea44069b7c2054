import { formatCount } from '../kit/format.ts';

const numbers = (n: number): string => (n === 1 ? '1 number' : `${n.toLocaleString('en-GB')} numbers`);

/** Words of the Findings room, and of “Add to findings” wherever it stands. */
export const findingsText = {
  title: 'Findings',
  group: 'Findings',
  lead: (n: number) => `${formatCount(n, 'findings')} as they will be printed, each with its check.`,
  loading: 'Reading the findings',
  failed: 'The findings could not be read',
  editFailed: 'The edit was not made',
  list: 'Findings',
  empty: {
    title: 'Nothing on the table yet',
    why: 'A finding is a result that you mean to take out: its tables and curves after the disclosure check, with what was withheld and why. Generate a cohort, run an analysis or the model, then choose “Add to findings” there.',
    next: 'Go to Analyses',
    cohorts: 'Go to Cohorts',
  },
  select: (title: string) => `Take “${title}” into the bundle`,
  selectShort: 'For export',
  selectAll: 'Select all',
  selectNone: 'Select none',
  actions: {
    export: (n: number) => (n === 0 ? 'Export…' : `Export ${formatCount(n, 'findings')}…`),
    nothingSelected: 'Select one or more findings first.',
    verify: 'Verify a bundle…',
    edit: 'Edit the words',
    made: 'How it was made',
    remove: 'Remove',
    cancel: 'Cancel',
    close: 'Close',
    undo: 'Undo',
  },
  removeAsk: {
    title: 'Remove this finding?',
    body: (title: string) =>
      `“${title}” leaves the table; the ledger keeps that it was here. Its result stays in the study and can be added again.`,
    button: 'Remove the finding',
  },
  removed: (title: string) => `Removed “${title}”`,
  card: {
    table: (n: number) => `Table ${n}.`,
    figure: (n: number) => `Figure ${n}.`,
    figureNote: 'Drawn from the released steps only; each rests on enough events to be shown.',
    noContext: 'No sentence of context yet. An output checker will ask who was counted, when, and what for.',
    addContext: 'Write it',
    day: (day: string) => `Added ${day}`,
  },
  check: {
    heading: 'The check',
    some: (shown: number, all: number) => `${shown.toLocaleString('en-GB')} of ${numbers(all)} can be published.`,
    all: (n: number) => `All ${numbers(n)} can be published.`,
    bar: 'Share of the numbers that can be published',
    withheld: (n: number, protecting: number) =>
      protecting === 0
        ? `${numbers(n)} withheld.`
        : protecting === n
          ? `${numbers(n)} withheld, to protect others.`
          : `${numbers(n)} withheld, ${protecting.toLocaleString('en-GB')} of them to protect the others.`,
    persons: (share: string) => `With them goes ${share} of what the tables count.`,
    proved: 'It is proved that no safe choice withholds less.',
    notProved: 'Safe, but not proved to be the least that must be withheld.',
    details: 'Each change, with its reason',
    rules: (name: string, threshold: number, rounding: number) =>
      `Rules “${name}”: smallest count ${threshold}${rounding > 0 ? `, rounded to ${rounding}` : ', not rounded'}.`,
    actions: { withheld: 'Withheld', rounded: 'Rounded', merged: 'Merged', flagged: 'Look here', refused: 'Refused' },
    times: (n: number) => `${n} ×`,
    places: (n: number) => (n === 1 ? 'Where' : `Where (${n})`),
    more: (n: number) => `and ${n} more`,
    nothing: 'Nothing had to be changed.',
  },
  cell: {
    withheld: 'Withheld. Why?',
    rounded: (number: string) => `${number}, rounded. Why?`,
    close: 'Close the explanation',
    otherwise: 'Otherwise:',
    earlier: (day: string, titles: readonly string[]) => `It left on ${day}: “${titles.join('”, “')}”.`,
    hint: 'Press a hatched or a rounded number to see why. The exact ones stay with the result.',
  },
  together: {
    alone:
      'Checked by itself; choose it for export to have it checked with the others, and beside what has left before.',
    checking: 'Being checked with the others, and beside what has left before…',
    not: 'Not checked beside what has left before.',
    done: (others: number) =>
      others === 0
        ? 'Checked beside what has left before, as it would leave.'
        : `Checked with ${others === 1 ? 'the other one' : `the ${others} others`} chosen and beside what has left before, as it would leave.`,
    failed: 'The chosen findings cannot leave together',
  },
  made: {
    ask: 'How was this number made?',
    failed: 'How it was made could not be looked up',
    noEntry: 'The ledger has no entry of this finding.',
  },
  coarser: {
    try: 'Try coarser groups',
    why: 'Small groups put together may need less to be withheld. Nothing is changed until you choose.',
    job: 'Checking coarser groups',
    failed: 'Coarser groups could not be tried',
    read: {
      levels: (rows: string) => `Put together: ${rows}`,
      bands: (rows: string) => `Wider bands: ${rows}`,
      steps: (rows: string) => `Fewer steps: ${rows}`,
      all: (rows: string) => `All of these: ${rows}`,
    },
    gain: (withheld: number, now: number) =>
      `${withheld === 0 ? 'No number' : numbers(withheld)} withheld, now ${now.toLocaleString('en-GB')}`,
    lost: (share: string, now: string) => `; ${share} of what is counted, now ${now}`,
    take: 'Put together',
    none: 'No coarser grouping withholds less.',
    cannot: {
      'no-levels': (table: string) =>
        `“${table}” has no rows that add up to a total, so none can be put together here.`,
      'too-few': (table: string) => `“${table}” has too few groups: together they would be the total.`,
      statistics: (table: string) =>
        `What is withheld of “${table}” are statistics of few persons: a larger group, or a run with broader ones, is needed.`,
      'no-gain': (table: string) => `“${table}”: putting its small groups together was tried, and withholds no less.`,
    },
    done: (title: string) => `Rows of “${title}” are put together`,
    apart: 'Have the rows apart again',
    apartDone: (title: string) => `Rows of “${title}” are apart again`,
    together: (n: number) => (n === 1 ? 'Some rows are put together.' : `Rows are put together in ${n} places.`),
    notMade: 'The rows were not put together',
  },
  order: {
    heading: 'Contents',
    show: (n: number) => `Contents of ${formatCount(n, 'findings')}`,
    hint: 'Drag to put them in order, or use the buttons of a card. Report and bundle follow it.',
    drag: (title: string) => `Move “${title}”`,
    up: 'Move up',
    down: 'Move down',
    moved: (title: string, place: number, of: number) => `“${title}” is now ${place} of ${of}`,
    failed: 'The order was not kept',
    shown: (shown: number, all: number) => `${shown.toLocaleString('en-GB')} of ${numbers(all)}`,
    refused: 'nothing to publish',
    gone: 'result gone',
    noContext: 'no context yet',
  },
  gone: {
    title: 'Its result is no longer in this study',
    why: 'A finding is checked again from its result before it leaves, so this one stays here. Run the analysis again and add the new result, or remove the finding.',
  },
  refused: {
    title: 'Nothing of this may leave',
    why: (threshold: number) =>
      `Every number in it rests on fewer than ${threshold} persons or events, or could be worked out from one that does.`,
    wayOut:
      'Use a larger cohort, wider windows or broader groups, and run it again. The result itself stays in the study.',
  },
  pin: {
    button: 'Add to findings',
    there: 'In findings',
    notKept: 'The study is read only here, so this result is not kept and cannot become a finding.',
    checking: 'Checking what can be published',
    done: (title: string) => `“${title}” is in the findings`,
    doneNote: (shown: number, all: number) =>
      `${shown.toLocaleString('en-GB')} of ${numbers(all)} can be published. Its context is written in Findings.`,
    not: 'Not added to the findings',
  },
  words: {
    name: 'Title',
    nameEmpty: 'A finding needs a title.',
    context: 'Context',
    contextHelp:
      'One or two sentences for the output checker. They leave as you write them: no number from the result.',
    ask: 'A checker asks',
    asks: ['Who was counted?', 'Over which years?', 'What do the numbers answer?'],
    outline: 'Begin with how it was made',
    outlineOf: (what: string, whom: string, on: string) =>
      `${what}${whom}${on}. Counted were … Years: … The numbers answer whether …`,
    whom: (cohorts: string) => ` of ${cohorts}`,
    on: (source: string) => `, on ${source}`,
    hasNumber: (number: string) =>
      `“${number}” stands in the words. A year or an age is fine; a number of the result is not, as words are not checked.`,
  },
  edit: { title: 'Edit the words', button: 'Keep', why: 'The tables and the check stay as they are.' },
  export: {
    title: (n: number) => `Export ${formatCount(n, 'findings')}`,
    readTitle: 'Read what will leave',
    readWhy:
      'This is the report as a reader will have it, checked just now: the findings together, and beside what has left before.',
    reading: 'Checking the findings together',
    readFailed: 'The findings could not be checked together',
    report: 'Report',
    next: 'I have read it',
    notRead: 'The report is not here yet.',
    noContext: (titles: readonly string[]) =>
      titles.length === 1
        ? `“${titles[0]}” has no sentence of context. An output checker will ask for it.`
        : `${titles.length} findings have no sentence of context. An output checker will ask for them.`,
    back: 'Back to the report',
    why: 'A bundle is one zip file: the findings, how each was made, what the check changed, and a report to read. Nothing else of the study goes with it. Every finding is checked again first.',
    path: 'Write to',
    pathHelp: 'A new file; an existing one is never overwritten.',
    folder: 'Choose a folder…',
    folderPick: 'Use this folder',
    write: 'Write the bundle',
    pathMissing: 'Say where the bundle shall be written.',
    job: (n: number) => `Writing a bundle of ${formatCount(n, 'findings')}`,
    failed: 'The bundle was not written',
    done: 'The bundle is written',
    doneWhy:
      'It has left the study, and the ledger says so. Send this one file to your output checker: anyone with it can recompute every fingerprint in it, offline, with “stillroom verify”.',
    file: 'File',
    sha256: 'SHA-256',
    changes: 'What the check changed',
    verify: 'Verify it now',
  },
  verify: {
    title: 'Verify a bundle',
    path: 'Bundle',
    browse: 'Choose a file…',
    pick: 'Use this file',
    empty: 'Choose a bundle first.',
    button: 'Verify',
    job: 'Verifying the bundle',
    failed: 'The bundle could not be verified',
    ok: (n: number) => `Unchanged: ${n === 1 ? '1 file' : `${n} files`} recomputed, all as the manifest says.`,
    notOk: 'This bundle is not what was written',
  },
  inspector: {
    kind: 'Finding',
    what: 'Result of',
    kinds: { cohort: 'Cohort', analysis: 'Analysis', model: 'Model' },
    dataset: 'Dataset',
    datasetSha: 'Its hash',
    cohort: (at: number, of: number) => (of === 1 ? 'Cohort' : `Cohort ${at}`),
    table: 'Table',
    model: 'Model',
    regime: 'De-identification',
    at: 'Made',
    run: 'Run',
    versions: 'Versions',
    none: 'none',
  },
} as const;
