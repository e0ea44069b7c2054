import { type RoomId, rooms } from '../rooms/rooms.ts';
import { useSession } from './session.ts';

/** An address without a room is the first room's: there the window begins. */
const roomIn = (hash: string): RoomId => rooms.find(({ id }) => hash === `#room/${id}`)?.id ?? 'data';

/** The open room is in the address (`#room/sql`): reload, back and forward find it again. */
export function followAddress(target: Window): () => void {
  const read = () => useSession.getState().goTo(roomIn(target.location.hash));
  read();
  target.addEventListener('popstate', read);
  const stop = useSession.subscribe(({ room }) => {
    if (room !== roomIn(target.location.hash)) target.history.pushState(null, '', `#room/${room}`);
  });
  return () => {
    target.removeEventListener('popstate', read);
    stop();
  };
}
