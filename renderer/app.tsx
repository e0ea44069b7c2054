import { lazy, Suspense, useEffect, useState } from 'react';
import styles from './app.module.css';
import { useCall } from './backend/use-call.ts';
import { type Command, useCommands } from './commands/registry.ts';
import { listenForShortcuts } from './commands/shortcuts.ts';
import { useLookCommands } from './commands/standard.ts';
import { closeWays } from './frame/closed-ways.ts';
import { Frame } from './frame/frame.tsx';
import { useJobNotices } from './frame/job-notices.ts';
import { FailureNote } from './kit/failure-note.tsx';
import { Loading } from './kit/loading.tsx';
import { Toasts } from './kit/toast.tsx';
import { Welcome } from './rooms/welcome/welcome.tsx';
import { useSession } from './state/session.ts';
import { text } from './text/en.ts';
import { offlineText } from './text/offline.ts';

const Palette = lazy(() => import('./commands/palette.tsx').then(({ Palette }) => ({ default: Palette })));
const ShortcutList = lazy(() =>
  import('./commands/shortcut-list.tsx').then(({ ShortcutList }) => ({ default: ShortcutList })),
);

const OfflinePage = lazy(() =>
  import('./frame/offline-page.tsx').then(({ OfflinePage }) => ({ default: OfflinePage })),
);

type Overlay = 'palette' | 'shortcuts' | 'offline' | null;

/** The window: Welcome while no study is open, the frame around the rooms when one is. */
export function App() {
  const [overlay, setOverlay] = useState<Overlay>(null);
  const close = () => setOverlay(null);
  useLookCommands();
  useHelpCommands(setOverlay);
  useJobNotices();
  useEffect(() => listenForShortcuts(window), []);
  useEffect(() => closeWays(window), []);
  return (
    <>
      <OpenStudy />
      <Toasts />
      <Suspense>
        {overlay === 'palette' ? <Palette isOpen onClose={close} /> : null}
        {overlay === 'shortcuts' ? <ShortcutList isOpen onClose={close} /> : null}
        {overlay === 'offline' ? <OfflinePage isOpen onClose={close} /> : null}
      </Suspense>
    </>
  );
}

function OpenStudy() {
  const current = useCall('study.current', {});
  const setStudy = useSession((s) => s.setStudy);
  const study = useSession((s) => s.study);
  const content = current.kind === 'loading' ? undefined : current.content;
  useEffect(() => {
    if (content !== undefined) setStudy(content);
  }, [content, setStudy]);
  if (study) return <Frame key={study.path} study={study} />;
  if (study === null) return <Welcome />;
  return (
    <div className={styles.waiting}>
      {current.kind === 'failed' ? (
        <FailureNote failure={current.failure} title={text.frame.notConnected} onRetry={current.refetch} />
      ) : (
        <Loading what={text.frame.connecting} />
      )}
    </div>
  );
}

function useHelpCommands(show: (overlay: Overlay) => void): void {
  const [commands] = useState((): readonly Command[] => [
    {
      id: 'help.palette',
      title: text.command.palette,
      group: text.command.groups.help,
      keys: 'mod+k',
      isEverywhere: true,
      run: () => show('palette'),
    },
    {
      id: 'help.shortcuts',
      title: text.command.shortcuts,
      group: text.command.groups.help,
      keys: '?',
      run: () => show('shortcuts'),
    },
    {
      id: 'help.offline',
      title: offlineText.command,
      group: text.command.groups.help,
      run: () => show('offline'),
    },
  ]);
  useCommands('help', commands);
}
