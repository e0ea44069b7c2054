// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { GateChoice, ImportPlan } from '../../../contract/data.ts';
import { Failure } from '../../../contract/failure.ts';
import { useDataRoom } from '../../state/data-room.ts';
import { useImportFlow } from '../../state/import-flow.ts';
import { useSession } from '../../state/session.ts';
import { failing, never } from '../../testing/backend-double.ts';
import { manifest } from '../../testing/manifest.ts';
import { sampleStudy, show } from '../../testing/show.tsx';
import DataRoom from './view.tsx';

const press = async (name: RegExp) => act(async () => fireEvent.click(screen.getByRole('button', { name })));
const settle = () => act(async () => {});

beforeEach(() => {
  useDataRoom.setState({ table: null, isChoosing: false });
  useSession.getState().setStudy(sampleStudy());
});

describe('the four states', () => {
  it('empty: says what is missing, why, and what to do', () => {
    useSession.getState().setStudy(sampleStudy({ datasets: [] }));
    show(<DataRoom />);
    expect(screen.getByText('No data in this study yet')).toBeTruthy();
    expect(screen.getByRole('button', { name: /Choose a folder/ })).toBeTruthy();
  });

  it('empty and read only: the button says why it cannot be pressed', () => {
    useSession.getState().setStudy(sampleStudy({ datasets: [], readOnly: true }));
    show(<DataRoom />);
    expect(screen.getByRole('button', { name: /Choose a folder/ }).getAttribute('aria-disabled')).toBe('true');
  });

  it('loading', () => {
    show(<DataRoom />, { 'data.describe': never });
    expect(screen.getByRole('status').textContent).toContain('Reading the dataset');
  });

  it('failed: says why, and tries again', async () => {
    let isThere = false;
    show(<DataRoom />, {
      'data.describe': () => {
        if (!isThere) throw new Failure('integrity', 'manifest.json was changed. Import the data again.');
        return manifest();
      },
    });
    await settle();
    expect(screen.getByRole('alert').textContent).toContain('Import the data again.');
    isThere = true;
    await press(/Try again/);
    expect(screen.getByText(/2,000\spersons in/)).toBeTruthy();
  });

  it('full: verdict first, then tables with rows, years and rejected rows', async () => {
    show(<DataRoom />, { 'data.describe': () => manifest() });
    await settle();
    expect(screen.getByText(/Passed the gate: no identifiers/)).toBeTruthy();
    const row = screen.getByRole('rowheader', { name: 'measurement' }).closest('tr') as HTMLElement;
    expect(within(row).getByText('12,345')).toBeTruthy();
    expect(within(row).getByText('2011–2013')).toBeTruthy();
    expect(within(row).getByRole('img', { name: /most in 2013/ })).toBeTruthy();
    expect(within(row).getByRole('button', { name: /were rejected/ })).toBeTruthy();
    expect(screen.queryByRole('rowheader', { name: 'concept' })).toBeNull();
    expect(screen.getAllByRole('rowheader').map(({ textContent }) => textContent)).toEqual(['person', 'measurement']);
    expect(screen.getByText(/they exist, empty: note, death\./)).toBeTruthy();
  });
});

it('shows why rows were rejected', async () => {
  show(<DataRoom />, {
    'data.describe': () => manifest(),
    'data.rejected': () => [{ reason: 'measurement_date is not a date', rows: 7 }],
  });
  await settle();
  await press(/were rejected/);
  expect(await screen.findByText('measurement_date is not a date')).toBeTruthy();
});

const plan: ImportPlan = {
  format: 'omop',
  confidence: 0.98,
  cdmVersion: '5.4',
  tables: [
    {
      name: 'person',
      files: ['person.csv'],
      rows: 200,
      warnings: [],
      columns: [
        {
          name: 'email',
          type: 'VARCHAR',
          mapsTo: null,
          identifiers: [
            { category: 'F', label: 'e-mail address', evidence: 'name and value', strength: 'strong', rate: 1 },
          ],
        },
        {
          name: 'day_of_birth',
          type: 'INTEGER',
          mapsTo: 'day_of_birth',
          identifiers: [{ category: 'C', label: 'day of birth', evidence: 'name', strength: 'weak', rate: null }],
        },
      ],
    },
  ],
  ignored: ['notes.txt'],
  warnings: [],
  persons: 200,
  risk: { regime: 'Limited data set', notes: [] },
  verdict: 'blocked',
  summary: '1 column holds identifiers and must be resolved first: person.email.',
};
const result = {
  dataset: 'sample',
  format: 'omop',
  persons: 200,
  tables: [{ name: 'person', rows: 200, rejected: 0 }],
  verdict: 'review' as const,
  decisions: [],
  elapsedMs: 12,
};

describe('an import', () => {
  beforeEach(() => useImportFlow.getState().choose(['/data/bad']));

  it('shows progress while the files are checked', async () => {
    show(<DataRoom />, { 'import.inspect': never });
    await settle();
    expect(screen.getByRole('progressbar')).toBeTruthy();
  });

  it('says why files cannot be read', async () => {
    show(<DataRoom />, { 'import.inspect': failing(new Failure('unreadable', 'person.parquet is cut short.')) });
    await settle();
    expect(screen.getByRole('alert').textContent).toContain('person.parquet is cut short.');
  });

  it('does not load before the strong sign is decided; a weak one may stay', async () => {
    const { backend } = show(<DataRoom />, {
      'import.inspect': () => plan,
      'import.load': () => result,
      'data.describe': () => manifest(),
    });
    await settle();
    expect(screen.getByText(plan.summary)).toBeTruthy();
    expect(screen.getByRole('button', { name: /Load 1\stable/ }).getAttribute('aria-disabled')).toBe('true');
    await act(async () => fireEvent.click(screen.getAllByRole('radio', { name: /^Leave it out/ })[0]!));
    await press(/Load 1\stable/);
    expect(backend.asked.find(({ method }) => method === 'import.load')?.input).toEqual({
      paths: ['/data/bad'],
      name: 'bad',
      decisions: [{ table: 'person', column: 'email', action: 'drop', reason: '' }],
    });
    expect(useImportFlow.getState().paths).toBeNull();
  });

  it('wants a reason for what is kept', async () => {
    show(<DataRoom />, { 'import.inspect': () => plan });
    await settle();
    await act(async () => fireEvent.click(screen.getAllByRole('radio', { name: /Keep it/ })[0]!));
    expect(screen.getByRole('button', { name: /Load 1\stable/ }).getAttribute('aria-disabled')).toBe('true');
    await act(async () =>
      fireEvent.change(screen.getByLabelText('Why it may stay'), { target: { value: 'Test addresses only.' } }),
    );
    expect(screen.getByRole('button', { name: /Load 1\stable/ }).getAttribute('aria-disabled')).toBeNull();
  });

  it('says why a column matters, previews each way, and shifts all dates by one decision', async () => {
    const [person] = plan.tables;
    const [email, day] = person!.columns;
    const choices: GateChoice[] = [
      { action: 'hash', after: ['4f2ab81c'] },
      { action: 'generalise', to: 'year', after: ['1950'] },
      { action: 'attest', after: ['x9@xxxxxxx.xxx'] },
    ];
    const asked: ImportPlan = {
      ...plan,
      risk: { ...plan.risk, dated: true },
      tables: [{ ...person!, columns: [{ ...email!, examples: ['x9@xxxxxxx.xxx'], choices }, day!] }],
    };
    const { backend } = show(<DataRoom />, {
      'import.inspect': () => asked,
      'import.load': () => result,
      'data.describe': () => manifest(),
    });
    await settle();
    expect(screen.getByText(/An e-mail address leads to its owner/)).toBeTruthy();
    const preview = () => screen.getByRole('table', { name: /Examples of email/ });
    expect(within(preview()).getByText('4f2ab81c')).toBeTruthy();
    await act(async () => fireEvent.click(screen.getByRole('radio', { name: /^Keep the year only/ })));
    expect(within(preview()).getByText('1950')).toBeTruthy();
    await act(async () => fireEvent.click(screen.getByRole('radio', { name: /^Shift them, person by person/ })));
    await press(/Load 1\stable/);
    expect(backend.asked.find(({ method }) => method === 'import.load')?.input).toMatchObject({
      decisions: [
        { table: 'person', column: 'email', action: 'generalise', to: 'year', reason: '' },
        { table: '*', column: '*', action: 'shift', reason: '' },
      ],
    });
  });

  it('keeps the plan and says that nothing was loaded when the load fails', async () => {
    show(<DataRoom />, {
      'import.inspect': () => ({ ...plan, verdict: 'clear', tables: [] }),
      'import.load': failing(new Failure('disk_full', 'The disk is full. Free some space and load again.')),
    });
    await settle();
    await press(/Load 0\stables/);
    expect(screen.getByRole('alert').textContent).toContain('Nothing was loaded');
    expect(screen.getByText(plan.summary)).toBeTruthy();
  });
});
