import { useMemo } from 'react';
import type { CohortDetail } from '../../../contract/cohort.ts';
import { useAct } from '../../backend/use-act.ts';
import { useBackend } from '../../backend/use-backend.ts';
import { useCommands } from '../../commands/registry.ts';
import { toast } from '../../kit/index.ts';
import { useAnalysisForm } from '../../state/analysis-form.ts';
import { useSession } from '../../state/session.ts';
import { cohortsText as t } from '../../text/cohorts.ts';
import { text } from '../../text/en.ts';
import { findingsText } from '../../text/findings.ts';
import { usePin } from '../findings/use-pin.tsx';
import { isBeginning } from './beginning.ts';
import { continueInSql } from './continue-in-sql.ts';
import type { Generation } from './generation.ts';
import type { useGeneration } from './use-generation.ts';

const w = t.actions;

interface Subject {
  readonly detail: CohortDetail;
  readonly made: Generation | undefined;
  readonly dataset: string | null;
  readonly generation: ReturnType<typeof useGeneration>;
  readonly isReadOnly: boolean;
  readonly rename: () => void;
}

/** Why a cohort cannot be generated now; null when it can. */
function whyNotGenerate({ detail, dataset, isReadOnly }: Subject): string | null {
  if (isReadOnly) return text.frame.readOnlyWhy;
  if (dataset === null) return t.unavailable.noDataset;
  return whyNotRun(detail);
}

function whyNotRun(detail: CohortDetail): string | null {
  if (detail.sql !== null) return null;
  return isBeginning(detail) ? t.unavailable.beginning : t.unavailable.invalid;
}

/** Why what was generated cannot be used; null when it can. */
function whyNotUse(made: Generation | undefined): string | null {
  if (!made) return t.unavailable.notGenerated;
  return made.stale ? t.unavailable.notCurrent : null;
}

/** Goes to Analyses with this cohort chosen. */
function characterise(name: string): void {
  const form = useAnalysisForm.getState();
  form.chooseAnalysis('table-one');
  form.chooseKind('cohort');
  form.chooseCohorts([name]);
  form.setOpen(true);
  useSession.getState().goTo('analyses');
}

/** What can be done with one cohort, for its buttons and for the palette. */
export function useCohortCommands(subject: Subject) {
  const backend = useBackend();
  const { failure, act } = useAct();
  const { detail, made, dataset, generation, isReadOnly, rename } = subject;
  const pinning = usePin(made?.run ?? null);
  const { pin, isPinning } = pinning;
  const isPinned = pinning.finding !== undefined;
  const commands = useMemo(() => {
    const { name } = detail;
    const whyNotPin = isPinning ? findingsText.pin.checking : null;
    const readOnly = isReadOnly ? text.frame.readOnlyWhy : null;
    const command = (key: string, title: string, unavailable: string | null, run: () => void) => ({
      id: `cohort.${key}`,
      title,
      group: t.group,
      unavailable,
      run,
    });
    const remove = async () => {
      if (await act(() => backend.call('cohort.remove', { name })))
        toast({
          title: t.removed(name),
          action: { label: w.undo, onPress: () => void act(() => backend.call('study.undo', {})) },
        });
    };
    const copy = async () => {
      const copied = await act(() => backend.call('cohort.copy', { name, path: '$' }));
      if (copied && (await act(() => navigator.clipboard.writeText(copied.text).then(() => true))))
        toast({ title: w.copied });
    };
    return {
      generate: command(
        'generate',
        made ? w.regenerate : w.generate,
        whyNotGenerate({ detail, made, dataset, generation, isReadOnly, rename }),
        generation.generate,
      ),
      characterise: command('characterise', w.characterise, whyNotUse(made), () => characterise(name)),
      finding: isPinned
        ? command('finding', findingsText.pin.there, null, () => void pin())
        : command('finding', w.addFinding, readOnly ?? whyNotUse(made) ?? whyNotPin, () => void pin()),
      sql: command('sql', w.continueSql, whyNotRun(detail), () => continueInSql(detail.sql ?? '')),
      copy: command('copy', w.copyJson, null, () => void copy()),
      rename: command('rename', w.rename, readOnly, rename),
      remove: command('remove', w.remove, readOnly, () => void remove()),
    };
  }, [backend, act, detail, made, dataset, generation, isReadOnly, rename, pin, isPinned, isPinning]);
  useCommands(
    'cohort',
    useMemo(
      () => Object.values(commands).map((one) => ({ ...one, title: `${one.title.replace('…', '')}: ${detail.name}` })),
      [commands, detail.name],
    ),
  );
  return { commands, failure, pinning };
}
