import type { LucideIcon } from 'lucide-react';
import { Button, EmptyState } from '../../kit/index.ts';
import { useSession } from '../../state/session.ts';
import { askingText } from '../../text/asking.ts';

const t = askingText.noCohorts;

interface NoCohortsProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly why: string;
  /** Reads a plain table instead. */
  readonly onTable: () => void;
}

/** Nothing can be asked yet: cohorts come first, or a table. */
export function NoCohorts({ icon, title, why, onTable }: NoCohortsProps) {
  const goTo = useSession((s) => s.goTo);
  return (
    <EmptyState
      icon={icon}
      title={title}
      why={why}
      next={
        <>
          <Button variant="primary" onPress={() => goTo('cohorts')}>
            {t.cohorts}
          </Button>
          <Button onPress={onTable}>{t.table}</Button>
        </>
      }
    />
  );
}
