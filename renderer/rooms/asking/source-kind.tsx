import { RadioGroup } from '../../kit/index.ts';
import { askingText as t } from '../../text/asking.ts';

interface SourceKindProps {
  readonly kind: 'cohort' | 'table';
  readonly onKind: (kind: 'cohort' | 'table') => void;
}

/** From the study's cohorts, or from a plain table. */
export function SourceKind({ kind, onKind }: SourceKindProps) {
  return (
    <RadioGroup
      label={t.source.label}
      direction="row"
      options={[
        { value: 'cohort', label: t.source.cohort },
        { value: 'table', label: t.source.table },
      ]}
      value={kind}
      onChange={(value) => onKind(value === 'table' ? 'table' : 'cohort')}
    />
  );
}
