/** Words of the page that says what leaves this machine, and how that was tested. */
export const offlineText = {
  title: 'What leaves this machine',
  command: 'What leaves this machine, and how it is tested',
  more: 'How this is tested',
  claim:
    'A bundle of findings that passed the disclosure check, as a file that you write, and nothing else. No row, no name of a column, no count and no sign that Stillroom is in use goes over a network.',
  proof: {
    heading: 'The last proof on this machine',
    none: 'None was made here yet. In a checkout of Stillroom, this command makes one in a few minutes:',
    command: 'npm run prove:offline',
    again: 'Made with npm run prove:offline. Run it again after every update.',
    holds: 'Nothing left, and every planted leak was caught',
    fails: 'The proof did not hold',
    when: 'When',
    version: 'Version',
    system: 'System',
    left: 'Connections, datagrams, lookups, requests, values left behind',
    programs: 'Programs watched',
    planted: 'Leaks planted on purpose, and caught',
    plantedOf: (caught: number, planted: number) => `${caught} of ${planted}`,
    faults: 'Faults of the proof itself',
    shut: 'Shut in',
    shutIn: 'A network namespace with loopback only',
    notShutIn: 'No: this system offers none, so the run was only watched',
    watched: 'Recorded',
    everyCall: 'Every network call of every process, the kernel’s counters, Chromium’s network log',
    logOnly: 'The kernel’s counters where it was shut in, and Chromium’s network log; not the calls of each process',
    otherVersion: (version: string) => `This is version ${version}: the proof is of another one.`,
  },
  proved: {
    heading: 'What the proof walks',
    items: [
      'Import, cohorts, analyses, the model, findings, export and verification, in the terminal, in the browser’s window and in the desktop’s, through every room.',
      'Hostile data: every name, label, note and value is a page that would load something if it were taken for markup, in the rooms and in the exported report.',
      'Every value of those data is searched for in what the programs wrote, in titles, in browser profiles, in crash and temporary folders.',
      'Every program that is started, the database and the model’s runtime among them, not only Stillroom’s own code.',
      'Leaks planted on purpose: a connection, a datagram, a name lookup, a page’s fetch, a DNS prefetch, a value in a message, a value in a title. One that is not seen makes the proof fail.',
    ],
  },
  notProved: {
    heading: 'What it does not prove',
    items: [
      'What another program, an administrator or the operating system does: swap, hibernation, backups, remote control.',
      'What a person does: a photograph of the screen, a number that is remembered, a bundle in the wrong hands.',
      'That a count in a bundle is harmless to publish. The disclosure check is for that.',
    ],
    browser:
      'This window stands in your own browser. Its pages are closed and tell it to remember, fill in and translate nothing, but it may fetch its own updates, ask its maker what kind of fields a page has, and its extensions can read the page. The desktop window has none of that.',
  },
} as const;
