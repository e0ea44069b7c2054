import type { ReactNode } from 'react';
import { assertNever } from '../../../contract/failure.ts';
import type { Output } from '../../../contract/index.ts';
import type { TraceStep } from '../../../contract/ledger.ts';
import { parameterWords } from '../../../contract/parameter-words.ts';
import type { Call } from '../../backend/use-call.ts';
import { Button, FailureNote, formatMoment, Loading } from '../../kit/index.ts';
import { useCohortChoice } from '../../state/cohort-choice.ts';
import { useFindingSelection } from '../../state/finding-selection.ts';
import { openEntry } from '../../state/ledger-room.ts';
import { useSession } from '../../state/session.ts';
import { ledgerText as t } from '../../text/ledger.ts';
import styles from './how-made.module.css';

const w = t.made;

interface HowMadeProps {
  readonly asked: Call<Output<'ledger.trace'>>;
}

/** How a number was made, from the dataset to the bundle: each step leads to its room and to its entry. */
export function HowMade({ asked }: HowMadeProps) {
  if (asked.kind === 'loading') return <Loading what={w.loading} />;
  if (asked.kind === 'failed') return <FailureNote failure={asked.failure} title={w.failed} />;
  return (
    <ol className={styles.steps}>
      {asked.content.steps.map((step) => (
        <li key={`${step.kind} ${step.seq} ${said(step).name}`} className={styles.step}>
          <Step step={step} />
        </li>
      ))}
    </ol>
  );
}

function Step({ step }: { readonly step: TraceStep }) {
  const { heading, name, open, notes } = said(step);
  return (
    <>
      <p className={styles.heading}>{heading}</p>
      {open ? (
        <Button variant="plain" className={styles.link} onPress={open}>
          {name}
        </Button>
      ) : (
        <p>{name}</p>
      )}
      {notes.map((note) => (
        <p key={String(note)} className={styles.note}>
          {note}
        </p>
      ))}
      <p className={styles.note}>
        {step.seq === null ? (
          w.noEntry
        ) : (
          <Button variant="plain" className={styles.link} onPress={() => openEntry(step.seq ?? 1)}>
            {w.entry(step.seq)}
          </Button>
        )}
        {step.at === null ? null : `, ${formatMoment(step.at)}`}
      </p>
    </>
  );
}

interface Said {
  readonly heading: string;
  readonly name: string;
  readonly open: (() => void) | null;
  readonly notes: readonly ReactNode[];
}

const goTo = useSession.getState;

function openDataset(name: string): void {
  goTo().chooseDataset(name);
  goTo().goTo('data');
}

function openCohort(name: string): void {
  useCohortChoice.getState().choose(name);
  goTo().goTo('cohorts');
}

function openFinding(id: string): void {
  useFindingSelection.getState().want(id);
  goTo().goTo('findings');
}

function said(step: TraceStep): Said {
  switch (step.kind) {
    case 'dataset': {
      const notes = [w.sha256(step.sha256), ...(step.regime ? [step.regime] : []), ...(step.isPresent ? [] : [w.gone])];
      return { heading: w.dataset, name: step.name, open: () => openDataset(step.name), notes };
    }
    case 'table':
      return { heading: w.table, name: step.file, open: null, notes: [w.sha256(step.sha256)] };
    case 'gate':
      return {
        heading: w.gate,
        name: step.summary,
        open: null,
        notes: step.reason ? [t.note.reason(step.reason)] : [],
      };
    case 'cohort':
      return {
        heading: w.cohort,
        name: step.name,
        open: () => openCohort(step.name),
        notes: [
          ...(step.persons === null ? [] : [w.persons(step.persons)]),
          [w.fingerprint(step.fingerprint), ...(step.revision ? [w.revision(step.revision)] : [])].join(', '),
        ],
      };
    case 'run':
      return {
        heading: w.kinds[step.provenance.kind],
        name: step.title,
        open: null,
        notes: [step.sentence, ...ofRun(step)],
      };
    case 'check': {
      const notes = step.published === null || step.withheld === null ? [] : [w.checked(step.published, step.withheld)];
      return { heading: w.check, name: step.title, open: () => openFinding(step.finding), notes };
    }
    case 'bundle':
      return { heading: w.bundle, name: w.sha256(step.sha256), open: null, notes: [] };
    case 'sign-off':
      return { heading: w.signOff, name: step.summary, open: null, notes: [] };
    default:
      return assertNever(step, 'step');
  }
}

/** Parameters, model and versions of a run, in a line each. */
function ofRun({ provenance: { params, model, versions } }: TraceStep & { readonly kind: 'run' }): string[] {
  const given = parameterWords(params).map(({ name, text, value }) => `${name}: ${text ?? JSON.stringify(value)}`);
  const used = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    ...(given.length > 0 ? [`${w.parameters}. ${given.join('; ')}`] : []),
    ...(model ? [`${w.model}: ${model.name} ${model.version}, ${w.sha256(model.sha256)}`] : []),
    `${w.versions}: ${used.join(', ')}`,
  ];
}
