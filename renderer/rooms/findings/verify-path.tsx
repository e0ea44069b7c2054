import { FolderOpen } from 'lucide-react';
import { Button, TextField } from '../../kit/index.ts';
import { findingsText as t } from '../../text/findings.ts';

/** A path that can be typed or chosen. */
export interface ChosenPath {
  readonly value: string;
  readonly onChange: (path: string) => void;
  readonly onPick: () => void;
}

interface VerifyPathProps extends ChosenPath {
  readonly label: string;
  readonly autoFocus?: boolean;
}

export function VerifyPath({ label, value, onChange, onPick, autoFocus = false }: VerifyPathProps) {
  return (
    <TextField
      label={label}
      mono
      value={value}
      onChange={onChange}
      autoFocus={autoFocus}
      beside={
        <Button icon={FolderOpen} onPress={onPick}>
          {t.verify.browse}
        </Button>
      }
    />
  );
}
