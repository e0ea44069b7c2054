import { X } from 'lucide-react';
import {
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components';
import { text } from '../text/en.ts';
import { Button, IconButton } from './button.tsx';
import styles from './toast.module.css';

export interface ToastWords {
  readonly title: string;
  readonly note?: string;
  readonly action?: { readonly label: string; readonly onPress: () => void };
}

const queue = new ToastQueue<ToastWords>({ maxVisibleToasts: 3 });

/** Says something that happened elsewhere. Stays 8 s, or until closed when it offers an action. */
export function toast(words: ToastWords): void {
  queue.add(words, { timeout: words.action ? undefined : 8000 });
}

/** Where toasts appear; once, in the frame. */
export function Toasts() {
  return (
    <ToastRegion queue={queue} aria-label={text.frame.notices} className={styles.region}>
      {({ toast: item }) => (
        <Toast toast={item} className={styles.toast}>
          <ToastContent className={styles.content}>
            <Text slot="title" className={styles.title}>
              {item.content.title}
            </Text>
            {item.content.note ? <Text slot="description">{item.content.note}</Text> : null}
          </ToastContent>
          {item.content.action ? (
            <Button
              variant="plain"
              onPress={() => {
                item.content.action?.onPress();
                queue.close(item.key);
              }}
            >
              {item.content.action.label}
            </Button>
          ) : null}
          <IconButton slot="close" icon={X} label={text.frame.close} />
        </Toast>
      )}
    </ToastRegion>
  );
}
