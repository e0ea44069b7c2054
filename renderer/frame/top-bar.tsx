import { PanelRight, Search } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button as AriaButton, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import { runCommand } from '../commands/registry.ts';
import { formatKeys } from '../commands/shortcuts.ts';
import { Button, IconButton } from '../kit/button.tsx';
import { text } from '../text/en.ts';
import { offlineText } from '../text/offline.ts';
import styles from './top-bar.module.css';
import { toggleInspector, useIsInspectorOpen } from './use-inspector.ts';

interface TopBarProps {
  readonly start: ReactNode;
  readonly hasInspector?: boolean;
}

/** Study at the left, search in the middle, the network's state at the right. */
export function TopBar({ start, hasInspector }: TopBarProps) {
  return (
    <header className={styles.bar}>
      <div className={styles.start}>{start}</div>
      <AriaButton className={styles.search} onPress={() => runCommand('help.palette')}>
        <Search aria-hidden size={14} strokeWidth={1.75} />
        <span className={styles.searchWords}>{text.frame.search}</span>
        <kbd className={styles.keys}>{formatKeys('mod+k')}</kbd>
      </AriaButton>
      <div className={styles.end}>
        <NetworkOff />
        {hasInspector ? <InspectorToggle /> : null}
      </div>
    </header>
  );
}

function InspectorToggle() {
  const isOpen = useIsInspectorOpen();
  return (
    <IconButton
      icon={PanelRight}
      label={isOpen ? text.frame.hideInspector : text.frame.showInspector}
      keys={formatKeys('mod+i')}
      pressed={isOpen}
      onPress={toggleInspector}
    />
  );
}

function NetworkOff() {
  // Kept inside the banner: the popover's own hidden close buttons would stand outside every landmark.
  const [place, setPlace] = useState<HTMLElement | null>(null);
  return (
    <span ref={setPlace}>
      <DialogTrigger>
        <AriaButton className={styles.network}>
          {text.network.label}
          <span aria-hidden className={styles.lamp} />
        </AriaButton>
        <Popover
          className={styles.popover}
          placement="bottom end"
          offset={6}
          UNSTABLE_portalContainer={place ?? undefined}
        >
          <Dialog className={styles.explanation}>
            <Heading slot="title" level={2} className={styles.heading}>
              {text.network.title}
            </Heading>
            {text.network.body.map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
            <Button slot="close" onPress={() => runCommand('help.offline')}>
              {offlineText.more}
            </Button>
          </Dialog>
        </Popover>
      </DialogTrigger>
    </span>
  );
}
