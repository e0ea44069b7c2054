import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useAct } from '../../backend/use-act.ts';
import { Button, Tooltip } from '../../kit/index.ts';

interface CopyButtonProps {
  readonly text: string;
  readonly label: string;
  /** What it says for a moment once it is done. */
  readonly done: string;
  /** What it is good for. */
  readonly why: string;
}

/** Copies hashes and signatures, which say nothing of anybody. */
export function CopyButton({ text, label, done, why }: CopyButtonProps) {
  const [isDone, setDone] = useState(false);
  const { act, failure } = useAct();
  useEffect(() => {
    if (!isDone) return;
    const timer = setTimeout(() => setDone(false), 2000);
    return () => clearTimeout(timer);
  }, [isDone]);
  return (
    <>
      <Tooltip text={why}>
        <Button
          icon={isDone ? Check : Copy}
          onPress={() => void act(() => navigator.clipboard.writeText(text).then(() => setDone(true)))}
        >
          {isDone ? done : label}
        </Button>
      </Tooltip>
      {failure ? <p role="alert">{failure.message}</p> : null}
    </>
  );
}
