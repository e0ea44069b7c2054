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
 * The most that count `node` can rise (or fall) while all sums hold, by augmenting along shortest paths; at most `need`,
 * and infinite where nothing holds it. The count's own room is left out of it.
 *
 * Source: Edmonds & Karp (1972).
 */
export function moveOf(rooms: Rooms, node: number, direction: 'up' | 'down', need: number): Flow {
  const { network, place } = rooms;
  const room = rooms.room.slice();
  const own = place[node]!;
  if (own >= 0) room[2 * own] = room[2 * own + 1] = 0;
  const source = direction === 'up' ? network.to[node]! : network.from[node]!;
  const sink = direction === 'up' ? network.from[node]! : network.to[node]!;
  const reached = new Uint8Array(network.vertices);
  const cameBy = new Int32Array(network.vertices);
  const queue = new Int32Array(network.vertices);
  let sent = 0;
  while (sent < need - least) {
    if (!search(rooms, room, { source, sink, reached, cameBy, queue })) break;
    const amount = Math.min(need - sent, narrowest(rooms, room, source, sink, cameBy));
    if (amount === Number.POSITIVE_INFINITY) return { sent: amount, near: reached, far: reached };
    push(rooms, room, source, sink, cameBy, amount);
    sent += amount;
  }
  return { sent, near: reached, far: sent < need - least ? farSide(rooms, room, sink) : reached };
}

interface Search {
  readonly source: number;
  readonly sink: number;
  readonly reached: Uint8Array;
  readonly cameBy: Int32Array;
  readonly queue: Int32Array;
}

const headOf = ({ network, edges }: Rooms, arc: number): number =>
  (arc & 1 ? network.from : network.to)[edges[arc >> 1]!]!;

function search(rooms: Rooms, room: Float64Array, { source, sink, reached, cameBy, queue }: Search): boolean {
  reached.fill(0);
  reached[source] = 1;
  queue[0] = source;
  for (let first = 0, last = 1; first < last; first++) {
    const at = queue[first]!;
    for (let k = rooms.start[at]!; k < rooms.start[at + 1]!; k++) {
      const arc = rooms.arcs[k]!;
      if (room[arc]! <= least) continue;
      const head = headOf(rooms, arc);
      if (reached[head] === 1) continue;
      reached[head] = 1;
      cameBy[head] = arc;
      if (head === sink) return true;
      queue[last++] = head;
    }
  }
  return false;
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

function narrowest(rooms: Rooms, room: Float64Array, source: number, sink: number, cameBy: Int32Array): number {
  let amount = Number.POSITIVE_INFINITY;
  for (let at = sink; at !== source; at = headOf(rooms, cameBy[at]! ^ 1)) amount = Math.min(amount, room[cameBy[at]!]!);
  return amount;
}

function push(
  rooms: Rooms,
  room: Float64Array,
  source: number,
  sink: number,
  cameBy: Int32Array,
  amount: number,
): void {
  for (let at = sink; at !== source; at = headOf(rooms, cameBy[at]! ^ 1)) {
    room[cameBy[at]!]! -= amount;
    room[cameBy[at]! ^ 1]! += amount;
  }
}
