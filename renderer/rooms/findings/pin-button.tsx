import { Check, FilePlus2 } from 'lucide-react';
import { Button } from '../../kit/index.ts';
import { findingsText as t } from '../../text/findings.ts';
import { usePin } from './use-pin.tsx';

interface PinButtonProps {
  /** Id of the run whose result is meant to leave; null where it was not kept. */
  readonly run: string | null;
  /** Why it cannot be pinned, beside that it was not kept. */
  readonly unavailable?: string | null;
  readonly label?: string;
  readonly variant?: 'quiet' | 'plain';
  readonly className?: string;
}

/** Pins a result to the findings; once it is there, the way to it. */
export function PinButton({ run, unavailable, label = t.pin.button, variant = 'quiet', className }: PinButtonProps) {
  const { finding, isPinning, pin, dialog } = usePin(run);
  const whyNot = isPinning ? t.pin.checking : (unavailable ?? (run === null ? t.pin.notKept : null));
  return (
    <>
      <Button
        variant={variant}
        icon={finding ? Check : FilePlus2}
        unavailable={finding ? null : whyNot}
        onPress={() => void pin()}
        className={className}
      >
        {finding ? t.pin.there : label}
      </Button>
      {dialog}
    </>
  );
}
