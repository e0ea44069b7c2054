import { CircleCheck, CircleSlash, Eye } from 'lucide-react';
import type { Verdict } from '../../contract/data.ts';
import { text } from '../text/en.ts';
import { classNames } from './class-names.ts';
import styles from './verdict-mark.module.css';

const icons = { clear: CircleCheck, review: Eye, blocked: CircleSlash } as const;

/** The gate's verdict: a mark and a word, never colour alone. */
export function VerdictMark({ verdict, word }: { readonly verdict: Verdict; readonly word?: string }) {
  const Icon = icons[verdict];
  return (
    <span className={classNames(styles.mark, styles[verdict])}>
      <Icon aria-hidden size={16} strokeWidth={2} />
      {word ?? text.verdict[verdict]}
    </span>
  );
}
