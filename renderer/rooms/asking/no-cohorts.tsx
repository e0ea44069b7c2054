import type { LucideIcon } from 'lucide-react';
import { Button, EmptyState } from '../../kit/index.ts';
import { useSession } from '../../state/session.ts';
import { askingText } from '../../text/asking.ts';

const t = askingText.noCohorts;

interface NoCohortsProps {
  readonly icon?: LucideIcon;
  readonly title: string;
  readonly why: string;
  /** Whether there can be cohorts: the dataset in hand is OMOP. */
  readonly isOmop: boolean;
  /** Reads a plain table instead, where that can be asked. */
  readonly onTable: (() => void) | null;
}

/** Nothing can be asked yet: cohorts come first, or a table, or other data. */
export function NoCohorts({ icon, title, why, isOmop, onTable }: NoCohortsProps) {
  const goTo = useSession((s) => s.goTo);
  const table = onTable ? (
    <Button variant={isOmop ? 'quiet' : 'primary'} onPress={onTable}>
      {t.table}
    </Button>
  ) : null;
  return (
    <EmptyState
      icon={icon}
      title={title}
      why={why}
      layout={icon ? 'room' : 'inline'}
      next={
        isOmop ? (
          <>
            <Button variant="primary" onPress={() => goTo('cohorts')}>
              {t.cohorts}
            </Button>
            {table}
          </>
        ) : (
          <>
            {table}
            <Button onPress={() => goTo('data')}>{t.data}</Button>
          </>
        )
      }
    />
  );
}
