import { Check, Copy } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { text as words } from '../text/en.ts';
import { IconButton } from './button.tsx';
import styles from './code.module.css';

const CodeView = lazy(() => import('./code/code-view.tsx').then(({ CodeView }) => ({ default: CodeView })));

interface CodeProps {
  readonly text: string;
  readonly language?: 'sql' | 'plain';
  readonly label?: string;
}

/** Text to be read and copied: SQL, a definition. The highlighter comes later than the text. */
export function Code({ text, language = 'sql', label = words.code.sql }: CodeProps) {
  const plain = (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: long text scrolls, and must do so by keyboard too
    <pre tabIndex={0} className={styles.plain}>
      {text}
    </pre>
  );
  return (
    <div className={styles.code} data-may-copy>
      <div className={styles.copy}>
        <CopyButton text={text} />
      </div>
      {language === 'plain' ? plain : <Suspense fallback={plain}>{<CodeView text={text} label={label} />}</Suspense>}
    </div>
  );
}

function CopyButton({ text }: { readonly text: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <IconButton
      icon={isCopied ? Check : Copy}
      label={isCopied ? words.code.copied : words.code.copy}
      onPress={() => void copy()}
    />
  );
}
