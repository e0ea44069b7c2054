import { memo, Suspense, useDeferredValue, useEffect, useRef } from 'react';
import type { StudySummary } from '../../contract/study.ts';
import { useStudyCommands } from '../commands/standard.ts';
import { Loading } from '../kit/loading.tsx';
import { Split } from '../kit/split.tsx';
import { toast } from '../kit/toast.tsx';
import { type Room, rooms } from '../rooms/rooms.ts';
import { usePreferences } from '../state/preferences.ts';
import { useSession } from '../state/session.ts';
import { text } from '../text/en.ts';
import { FileDrop } from './file-drop.tsx';
import styles from './frame.module.css';
import { Inspector } from './inspector.tsx';
import { Rail } from './rail.tsx';
import { RoomBoundary } from './room-boundary.tsx';
import { StatusLine } from './status-line.tsx';
import { StudyMenu } from './study-menu.tsx';
import { TopBar } from './top-bar.tsx';
import { useIsInspectorOpen } from './use-inspector.ts';

/** The frame around an open study: top bar, rail, room, inspector, status line. */
export function Frame({ study }: { readonly study: StudySummary }) {
  useStudyCommands(study);
  useRecoveryNotice(study);
  const roomId = useSession((s) => s.room);
  const isInspectorOpen = useIsInspectorOpen();
  const inspectorWidth = usePreferences((s) => s.inspectorWidth);
  const setInspectorWidth = usePreferences((s) => s.setInspectorWidth);
  // The rail answers at once; the room follows, and a click on the way is not kept waiting for it.
  const shownId = useDeferredValue(roomId);
  const room = rooms.find(({ id }) => id === shownId) ?? rooms[0];
  return (
    <div className={styles.frame}>
      <button type="button" className={styles.skip} onClick={skipToRoom}>
        {text.frame.skip}
      </button>
      <TopBar start={<StudyMenu study={study} />} hasInspector />
      <Rail current={roomId} />
      <div className={styles.center}>
        <Split
          direction="row"
          label={text.frame.resizeInspector}
          size={inspectorWidth}
          min={240}
          max={560}
          onSize={setInspectorWidth}
          fixed="second"
          first={
            <main id="room" tabIndex={-1} aria-label={room ? text.rooms[room.id] : undefined} className={styles.main}>
              {room ? <CurrentRoom key={room.id} room={room} /> : null}
            </main>
          }
          second={isInspectorOpen ? <Inspector /> : null}
          secondLabel={text.frame.inspector}
        />
      </div>
      <StatusLine study={study} />
      <FileDrop />
    </div>
  );
}

function skipToRoom(): void {
  document.getElementById('room')?.focus();
}

const CurrentRoom = memo(function CurrentRoom({ room: { View } }: { readonly room: Room }) {
  return (
    <RoomBoundary>
      <Suspense fallback={<Loading what={text.frame.openingRoom} />}>
        <View />
      </Suspense>
    </RoomBoundary>
  );
});

function useRecoveryNotice({ path, recovered }: StudySummary): void {
  const told = useRef<string | null>(null);
  useEffect(() => {
    if (recovered.length === 0 || told.current === path) return;
    told.current = path;
    toast({ title: text.frame.recovered, note: recovered.join(' ') });
  }, [path, recovered]);
}
