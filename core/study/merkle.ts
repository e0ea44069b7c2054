import { createHash } from 'node:crypto';

/** A node of the tree: 32 bytes of SHA-256. */
export type TreeHash = Uint8Array;

const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const leafMark = Buffer.of(0);
const nodeMark = Buffer.of(1);

/** Hash of a leaf. RFC 6962 section 2.1: its own first byte keeps a leaf from standing in for a node. */
export const hashOfLeaf = (leaf: string | Uint8Array): TreeHash =>
  sha256(leafMark, typeof leaf === 'string' ? Buffer.from(leaf) : leaf);

const hashOfNode = (left: TreeHash, right: TreeHash): TreeHash => sha256(nodeMark, left, right);

const same = (a: TreeHash, b: TreeHash): boolean => Buffer.compare(a, b) === 0;

/** Root of a tree over perfect subtrees, the widest first; the empty tree's is the hash of nothing. */
const rootOver = (subtrees: readonly TreeHash[]): TreeHash =>
  subtrees.length === 0 ? sha256() : subtrees.reduceRight((right, left) => hashOfNode(left, right));

export interface GrowingTree {
  readonly size: number;
  append(leaf: TreeHash): void;
  root(): TreeHash;
}

/** A tree that only grows: it keeps the roots of its perfect subtrees, so a leaf costs two hashes on average. */
export function growingTree(): GrowingTree {
  const subtrees: TreeHash[] = [];
  let size = 0;
  return {
    get size() {
      return size;
    },
    append(leaf) {
      let node = leaf;
      for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2)) node = hashOfNode(subtrees.pop()!, node);
      subtrees.push(node);
      size++;
    },
    root: () => rootOver(subtrees),
  };
}

function rootOf(leaves: readonly TreeHash[]): TreeHash {
  const tree = growingTree();
  for (const leaf of leaves) tree.append(leaf);
  return tree.root();
}

/** Largest power of two that is smaller than `size`, which is at least 2. */
const split = (size: number): number => 2 ** Math.ceil(Math.log2(size) - 1);

/** Audit path of one leaf, the lowest node first (RFC 6962 section 2.1.1). `index` counts from 0. */
export function inclusionProof(leaves: readonly TreeHash[], index: number): TreeHash[] {
  if (leaves.length <= 1) return [];
  const middle = split(leaves.length);
  const [left, right] = [leaves.slice(0, middle), leaves.slice(middle)];
  return index < middle
    ? [...inclusionProof(left, index), rootOf(right)]
    : [...inclusionProof(right, index - middle), rootOf(left)];
}

/** Proof that the first `size` leaves are the beginning of all of them (RFC 6962 section 2.1.2); `size` is at least 1. */
export function consistencyProof(leaves: readonly TreeHash[], size: number): TreeHash[] {
  const subproof = (own: readonly TreeHash[], old: number, isWhole: boolean): TreeHash[] => {
    if (old === own.length) return isWhole ? [] : [rootOf(own)];
    const middle = split(own.length);
    const [left, right] = [own.slice(0, middle), own.slice(middle)];
    return old <= middle
      ? [...subproof(left, old, isWhole), rootOf(right)]
      : [...subproof(right, old - middle, false), rootOf(left)];
  };
  return subproof(leaves, size, true);
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
const half = (value: number): number => Math.floor(value / 2);

export interface Inclusion {
  readonly index: number;
  readonly size: number;
  readonly leaf: TreeHash;
  readonly proof: readonly TreeHash[];
  readonly root: TreeHash;
}

/** True where the leaf stands at `index` of the tree of `size` leaves with this root (RFC 9162 section 2.1.3.2). */
export function isIncluded({ index, size, leaf, proof, root }: Inclusion): boolean {
  if (!isCount(index) || !isCount(size) || index >= size || leaf.length !== 32) return false;
  let [at, last, hash] = [index, size - 1, leaf];
  for (const node of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = hashOfNode(node, hash);
      for (; at % 2 === 0 && at !== 0; at = half(at)) last = half(last);
    } else hash = hashOfNode(hash, node);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && same(hash, root);
}

export interface Consistency {
  readonly oldSize: number;
  readonly size: number;
  readonly oldRoot: TreeHash;
  readonly root: TreeHash;
  readonly proof: readonly TreeHash[];
}

/**
 * True where the older tree is the beginning of the newer one (RFC 9162 section 2.1.4.2). An empty older tree says
 * nothing, and is refused.
 */
export function isConsistent({ oldSize, size, oldRoot, root, proof }: Consistency): boolean {
  if (!isCount(oldSize) || !isCount(size) || oldSize === 0 || oldSize > size) return false;
  if (oldSize === size) return proof.length === 0 && same(oldRoot, root);
  const isPerfect = Number.isInteger(Math.log2(oldSize));
  const [first, ...path] = isPerfect ? [oldRoot, ...proof] : proof;
  if (first === undefined) return false;
  let [at, last] = [oldSize - 1, size - 1];
  for (; at % 2 === 1; at = half(at)) last = half(last);
  let [older, newer] = [first, first];
  for (const node of path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      [older, newer] = [hashOfNode(node, older), hashOfNode(node, newer)];
      for (; at % 2 === 0 && at !== 0; at = half(at)) last = half(last);
    } else newer = hashOfNode(newer, node);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && same(older, oldRoot) && same(newer, root);
}
