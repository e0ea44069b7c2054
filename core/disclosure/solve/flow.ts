import type { Network } from './network.ts';

/** How far each count may still move, as arcs: arc `2k` raises count `edges[k]`, arc `2k + 1` lowers it. */
export interface Rooms {
  readonly network: Network;
  readonly edges: Int32Array;
  readonly place: Int32Array;
  readonly start: Int32Array;
  readonly arcs: Int32Array;
  readonly room: Float64Array;
}

const least = 1e-9;

/** The arcs that counts with any room make. `up` and `down` by count, maybe infinite. */
export function roomsOf(network: Network, up: ArrayLike<number>, down: ArrayLike<number>): Rooms {
  const moving: number[] = [];
  for (let node = 0; node < network.from.length; node++)
    if (network.from[node]! >= 0 && (up[node]! > least || down[node]! > least)) moving.push(node);
  const edges = Int32Array.from(moving);
  const room = new Float64Array(2 * edges.length);
  const start = new Int32Array(network.vertices + 1);
  const place = new Int32Array(network.from.length).fill(-1);
  for (const [k, node] of edges.entries()) {
    place[node] = k;
    room[2 * k] = up[node]!;
    room[2 * k + 1] = down[node]!;
    start[network.from[node]! + 1]!++;
    start[network.to[node]! + 1]!++;
  }
  for (let v = 0; v < network.vertices; v++) start[v + 1]! += start[v]!;
  const next = start.slice();
  const arcs = new Int32Array(2 * edges.length);
  for (const [k, node] of edges.entries()) {
    arcs[next[network.from[node]!]!++] = 2 * k;
    arcs[next[network.to[node]!]!++] = 2 * k + 1;
  }
  return { network, edges, place, start, arcs, room };
}

/**
 * What a flow could send. `near` are the vertices still reached from its source once no more goes, `far` all but those
 * that still reach its sink: each is one side of a smallest cut, the closest to the source and to the sink.
 */
export interface Flow {
  readonly sent: number;
  readonly near: Uint8Array;
  readonly far: Uint8Array;
}

/**
 * The most that count `node` can rise (or fall) while all sums hold, by flows that block all shortest paths in turn; at
 * most `need`, and infinite where nothing holds it. The count's own room is left out of it.
 *
 * Source: Dinic (1970).
 */
export function moveOf(rooms: Rooms, node: number, direction: 'up' | 'down', need: number): Flow {
  const { network, place } = rooms;
  const room = rooms.room.slice();
  const own = place[node]!;
  if (own >= 0) room[2 * own] = room[2 * own + 1] = 0;
  const source = direction === 'up' ? network.to[node]! : network.from[node]!;
  const sink = direction === 'up' ? network.from[node]! : network.to[node]!;
  const walk: Walk = { rooms, room, source, sink, level: new Int32Array(network.vertices) };
  let sent = 0;
  while (sent < need - least && measureLevels(walk)) sent += block(walk, need - sent);
  const near = Uint8Array.from(walk.level, (level) => (level > 0 ? 1 : 0));
  return { sent, near, far: sent < need - least ? farSide(rooms, room, sink) : near };
}

/** `level` of a vertex: 1 at the source, one more with each arc that has room, 0 where none leads. */
interface Walk {
  readonly rooms: Rooms;
  readonly room: Float64Array;
  readonly source: number;
  readonly sink: number;
  readonly level: Int32Array;
}

const headOf = ({ network, edges }: Rooms, arc: number): number =>
  (arc & 1 ? network.from : network.to)[edges[arc >> 1]!]!;

function measureLevels({ rooms, room, source, sink, level }: Walk): boolean {
  level.fill(0);
  level[source] = 1;
  const queue = [source];
  for (const at of queue) {
    for (let k = rooms.start[at]!; k < rooms.start[at + 1]!; k++) {
      const arc = rooms.arcs[k]!;
      const head = headOf(rooms, arc);
      if (room[arc]! <= least || level[head]! > 0) continue;
      level[head] = level[at]! + 1;
      if (head === sink) return true;
      queue.push(head);
    }
  }
  return false;
}

/** Sends along shortest paths until each is blocked, or `most` is sent; gives what was sent. */
function block(walk: Walk, most: number): number {
  const { rooms, room, source, sink } = walk;
  const next = rooms.start.slice();
  const path: number[] = [];
  let sent = 0;
  for (let at = source; ; ) {
    if (at === sink) {
      const amount = path.reduce((lowest, arc) => Math.min(lowest, room[arc]!), most - sent);
      if (amount === Number.POSITIVE_INFINITY) return amount;
      for (const arc of path) {
        room[arc]! -= amount;
        room[arc ^ 1]! += amount;
      }
      sent += amount;
      if (sent >= most - least) return sent;
      path.length = path.findIndex((arc) => room[arc]! <= least);
      at = path.length === 0 ? source : headOf(rooms, path.at(-1)!);
      continue;
    }
    const arc = arcOn(walk, next, at);
    if (arc !== null) {
      path.push(arc);
      at = headOf(rooms, arc);
      continue;
    }
    const back = path.pop();
    if (back === undefined) return sent;
    at = headOf(rooms, back ^ 1);
    next[at]!++;
  }
}

/** The next arc with room that leads one level on, from where `next` stands at a vertex. */
function arcOn({ rooms, room, level }: Walk, next: Int32Array, at: number): number | null {
  for (; next[at]! < rooms.start[at + 1]!; next[at]!++) {
    const arc = rooms.arcs[next[at]!]!;
    if (room[arc]! > least && level[headOf(rooms, arc)] === level[at]! + 1) return arc;
  }
  return null;
}

function farSide(rooms: Rooms, room: Float64Array, sink: number): Uint8Array {
  const side = new Uint8Array(rooms.network.vertices).fill(1);
  side[sink] = 0;
  const queue = [sink];
  for (const at of queue) {
    for (let k = rooms.start[at]!; k < rooms.start[at + 1]!; k++) {
      const back = rooms.arcs[k]! ^ 1;
      const tail = headOf(rooms, rooms.arcs[k]!);
      if (room[back]! <= least || side[tail] === 0) continue;
      side[tail] = 0;
      queue.push(tail);
    }
  }
  return side;
}
