import { shortestPassphrase } from '../../contract/study.ts';
import { classNames } from '../kit/class-names.ts';
import { keysText } from '../text/keys.ts';
import styles from './keys.module.css';
import { PassphraseField } from './passphrase-field.tsx';
import { type Strength, strengthOf } from './strength.ts';

const t = keysText.create;

/** A passphrase that is being chosen, typed twice. */
export interface Chosen {
  readonly first: string;
  readonly again: string;
}
export const nothingChosen: Chosen = { first: '', again: '' };

/** Why it cannot be taken yet; null where it can. */
export function problemOf({ first, again }: Chosen): string | null {
  if (first.length < shortestPassphrase) return t.short(shortestPassphrase);
  return first === again ? null : t.differs;
}

interface NewPassphraseProps {
  readonly label: string;
  readonly value: Chosen;
  readonly onChange: (value: Chosen) => void;
  readonly onEnter: () => void;
  readonly autoFocus?: boolean;
}

/** Two lines for a new passphrase, and how strong it is. */
export function NewPassphrase({ label, value, onChange, onEnter, autoFocus }: NewPassphraseProps) {
  const { first, again } = value;
  return (
    <>
      <PassphraseField
        label={label}
        value={first}
        onChange={(typed) => onChange({ ...value, first: typed })}
        onEnter={onEnter}
        autoFocus={autoFocus ?? false}
        isNew
      />
      <StrengthLine strength={first === '' ? null : strengthOf(first)} />
      <PassphraseField
        label={t.again}
        value={again}
        onChange={(typed) => onChange({ ...value, again: typed })}
        onEnter={onEnter}
        problem={again !== '' && !first.startsWith(again) ? t.differs : null}
        isNew
      />
    </>
  );
}

const stepsOf: Readonly<Record<Strength, number>> = { short: 0, weak: 1, fair: 2, strong: 3 };

function StrengthLine({ strength }: { readonly strength: Strength | null }) {
  const filled = strength ? stepsOf[strength] : 0;
  const words = strength === null || strength === 'short' ? t.strength.short(shortestPassphrase) : t.strength[strength];
  return (
    <p className={styles.strength} role="status" aria-label={t.strengthLabel}>
      <span className={styles.steps} aria-hidden>
        {[1, 2, 3].map((n) => (
          <span key={n} className={classNames(styles.step, n <= filled && strength && styles[strength])} />
        ))}
      </span>
      <span>{strength === null ? t.short(shortestPassphrase) : words}</span>
    </p>
  );
}
