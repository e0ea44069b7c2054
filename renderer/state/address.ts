import { type RoomId, rooms } from '../rooms/rooms.ts';
import { useSession } from './session.ts';

const roomIn = (hash: string): RoomId | undefined => rooms.find(({ id }) => hash === `#room/${id}`)?.id;

/** The open room is in the address (`#room/data`): reload and back find it again. */
export function followAddress(target: Window): () => void {
  const read = () => {
    const room = roomIn(target.location.hash);
    if (room) useSession.getState().goTo(room);
  };
  read();
  target.addEventListener('hashchange', read);
  const stop = useSession.subscribe(({ room }, before) => {
    if (room !== before.room) target.history.pushState(null, '', `#room/${room}`);
  });
  const back = () => read();
  target.addEventListener('popstate', back);
  return () => {
    target.removeEventListener('hashchange', read);
    target.removeEventListener('popstate', back);
    stop();
  };
}
