import { FileCheck, PackageCheck, ShieldCheck } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Finding } from '../../../contract/findings.ts';
import { useCall } from '../../backend/use-call.ts';
import { type Command, useCommands } from '../../commands/registry.ts';
import { Button, EmptyState, FailureNote, Loading, RoomPage } from '../../kit/index.ts';
import { useFindingSelection } from '../../state/finding-selection.ts';
import { useSession } from '../../state/session.ts';
import { text } from '../../text/en.ts';
import { findingsText as t } from '../../text/findings.ts';
import { ExportFindings } from './export-findings.tsx';
import { LightTable } from './light-table.tsx';
import { useTogether } from './use-together.ts';
import { VerifyBundle } from './verify-bundle.tsx';

const none: readonly Finding[] = [];

/** A light table: findings as they will be printed, the check in their margins, and the way out. */
export default function FindingsRoom() {
  const list = useCall('finding.list', {});
  const isReadOnly = useSession((s) => s.study?.readOnly ?? false);
  const findings = (list.kind === 'loading' ? undefined : list.content) ?? none;
  const [asked, ask] = useState<'export' | 'verify' | null>(null);
  const gone = useGone(findings);
  const selected = useSelected(findings, gone);
  const together = useTogether(selected);
  useFindingCommands({ findings, selected, isReadOnly, ask });
  const whyNot = isReadOnly ? text.frame.readOnlyWhy : selected.length === 0 ? t.actions.nothingSelected : null;
  return (
    <RoomPage
      title={t.title}
      lead={findings.length > 0 ? t.lead(findings.length) : null}
      actions={
        <>
          <Button icon={ShieldCheck} onPress={() => ask('verify')}>
            {t.actions.verify}
          </Button>
          {findings.length > 0 ? (
            <Button variant="primary" icon={PackageCheck} unavailable={whyNot} onPress={() => ask('export')}>
              {t.actions.export(selected.length)}
            </Button>
          ) : null}
        </>
      }
    >
      {list.kind === 'loading' ? <Loading what={t.loading} /> : null}
      {list.kind === 'failed' ? <FailureNote failure={list.failure} title={t.failed} onRetry={list.refetch} /> : null}
      {list.kind === 'full' && findings.length === 0 ? <NoFindings /> : null}
      {findings.length > 0 ? (
        <LightTable findings={findings} gone={gone} isReadOnly={isReadOnly} together={together} />
      ) : null}
      {asked === 'export' ? <ExportFindings findings={selected} onClose={() => ask(null)} /> : null}
      {asked === 'verify' ? <VerifyBundle onClose={() => ask(null)} /> : null}
    </RoomPage>
  );
}

/** Findings whose result is no longer in the study. */
function useGone(findings: readonly Finding[]): ReadonlySet<string> {
  const runs = useCall('run.list', {});
  const kept = runs.kind === 'full' ? runs.content : null;
  return useMemo(
    () => new Set(kept === null ? [] : findings.filter(({ run }) => !kept.includes(run)).map(({ id }) => id)),
    [findings, kept],
  );
}

/** The selected findings that are there and may leave, in the order of the table. */
function useSelected(findings: readonly Finding[], gone: ReadonlySet<string>): readonly Finding[] {
  const ids = useFindingSelection((s) => s.ids);
  return useMemo(
    () => findings.filter(({ id, checked }) => ids.includes(id) && !gone.has(id) && !checked.summary.refused),
    [findings, ids, gone],
  );
}

function NoFindings() {
  const goTo = useSession((s) => s.goTo);
  return (
    <EmptyState
      icon={FileCheck}
      title={t.empty.title}
      why={t.empty.why}
      next={
        <>
          <Button onPress={() => goTo('cohorts')}>{t.empty.cohorts}</Button>
          <Button onPress={() => goTo('analyses')}>{t.empty.next}</Button>
        </>
      }
    />
  );
}

interface CommandInput {
  readonly findings: readonly Finding[];
  readonly selected: readonly Finding[];
  readonly isReadOnly: boolean;
  readonly ask: (what: 'export' | 'verify') => void;
}

function useFindingCommands({ findings, selected, isReadOnly, ask }: CommandInput): void {
  const choose = useFindingSelection((s) => s.choose);
  const commands = useMemo((): readonly Command[] => {
    const command = (key: string, title: string, unavailable: string | null, run: () => void) => ({
      id: `findings.${key}`,
      title: title.replace('…', ''),
      group: t.group,
      unavailable,
      run,
    });
    const nothing = findings.length === 0 ? t.empty.title : null;
    const whyNot = isReadOnly ? text.frame.readOnlyWhy : selected.length === 0 ? t.actions.nothingSelected : null;
    return [
      command('all', t.selectAll, nothing, () => choose(findings.map(({ id }) => id))),
      command('none', t.selectNone, nothing, () => choose([])),
      command('export', t.actions.export(selected.length), whyNot, () => ask('export')),
      command('verify', t.actions.verify, null, () => ask('verify')),
    ];
  }, [findings, selected, isReadOnly, ask, choose]);
  useCommands('findings', commands);
}
