import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consistencyProof, growingTree, hashOfLeaf, inclusionProof, isConsistent, isIncluded } from './merkle.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const bytes = (text: string) => Buffer.from(text, 'hex');
const leavesOf = (n: number) => Array.from({ length: n }, (_, index) => hashOfLeaf(`line ${index}`));

const rootOf = (leaves: readonly Uint8Array[]) => {
  const tree = growingTree();
  for (const leaf of leaves) tree.append(leaf);
  return tree.root();
};

describe('the roots that Certificate Transparency publishes for its eight test leaves', () => {
  const leaves = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ].map((leaf) => hashOfLeaf(bytes(leaf)));

  it.each([
    [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
    [2, 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
    [3, 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
    [5, '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
    [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
  ])('%i leaves', (size, root) => {
    expect(hex(rootOf(leaves.slice(0, size)))).toBe(root);
  });

  it('the audit path of the sixth of eight', () => {
    expect(inclusionProof(leaves, 5).map(hex)).toEqual([
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
  });
});

const sizes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 15, 16, 17, 31, 33];

it.each(sizes)('a tree of %i: every leaf is proved, and no other leaf, place or length of proof', (size) => {
  const leaves = leavesOf(size);
  const root = rootOf(leaves);
  const claims = leaves.map((leaf, index) => ({ index, size, leaf, proof: inclusionProof(leaves, index), root }));
  const refused = (change: (claim: (typeof claims)[number]) => Partial<(typeof claims)[number]>) =>
    claims.every((claim) => !isIncluded({ ...claim, ...change(claim) }));
  expect(claims.every(isIncluded)).toBe(true);
  expect(refused(() => ({ leaf: hashOfLeaf('another') }))).toBe(true);
  expect(refused(({ index }) => ({ index: index + 1 }))).toBe(true);
  expect(refused(({ proof }) => ({ proof: [...proof, root] }))).toBe(true);
});

it.each(sizes)('a tree of %i: every beginning is proved, and none with a leaf changed in it', (size) => {
  const leaves = leavesOf(size);
  const root = rootOf(leaves);
  const claims = leaves.map((_, index) => {
    const old = leaves.slice(0, index + 1);
    return { oldSize: old.length, size, oldRoot: rootOf(old), root, proof: consistencyProof(leaves, old.length) };
  });
  const forged = claims.map((claim) => ({
    ...claim,
    oldRoot: rootOf([...leaves.slice(0, claim.oldSize - 1), hashOfLeaf('another')]),
  }));
  expect(claims.every(isConsistent)).toBe(true);
  expect(forged.some(isConsistent)).toBe(false);
});

it('any bit changed in a proof is refused', () => {
  const leaves = leavesOf(100);
  const root = rootOf(leaves);
  fc.assert(
    fc.property(fc.nat(99), fc.nat(), fc.nat(255), (index, node, bit) => {
      const flip = (proof: Uint8Array[]) =>
        proof.map((hash, at) => {
          if (at !== node % proof.length) return hash;
          const changed = Buffer.from(hash);
          changed[bit >> 3]! ^= 1 << (bit & 7);
          return changed;
        });
      const leaf = leaves[index]!;
      expect(isIncluded({ index, size: 100, leaf, proof: flip(inclusionProof(leaves, index)), root })).toBe(false);
      if (index === 0) return;
      const oldRoot = rootOf(leaves.slice(0, index));
      const proof = flip(consistencyProof(leaves, index));
      expect(isConsistent({ oldSize: index, size: 100, oldRoot, root, proof })).toBe(false);
    }),
  );
});

const published = '../shared/data/safety/merkle_proofs.json';

describe.skipIf(!existsSync(published))('the published proofs, good and bad', () => {
  interface Case {
    readonly case: string;
    readonly proof: readonly string[] | null;
    readonly wantErr: boolean;
    readonly [field: string]: unknown;
  }
  const read = (name: string): Case[] =>
    existsSync(published) ? JSON.parse(readFileSync(published, 'utf8'))[name] : [];
  const decode = (text: unknown) => Buffer.from((text as string | null) ?? '', 'base64');
  const proofOf = ({ proof }: Case) => (proof ?? []).map(decode);

  it('98 of inclusion', () => {
    const wrong = read('inclusion').filter((one) => {
      const [index, size] = [one.leafIdx as number, one.treeSize as number];
      const claim = { index, size, leaf: decode(one.leafHash), root: decode(one.root), proof: proofOf(one) };
      return isIncluded(claim) === one.wantErr;
    });
    expect(read('inclusion')).toHaveLength(98);
    expect(wrong.map((one) => one.case)).toEqual([]);
  });

  it('98 of consistency', () => {
    const wrong = read('consistency').filter((one) => {
      const [oldSize, size] = [one.size1 as number, one.size2 as number];
      const claim = { oldSize, size, oldRoot: decode(one.root1), root: decode(one.root2), proof: proofOf(one) };
      return isConsistent(claim) === one.wantErr;
    });
    expect(read('consistency')).toHaveLength(98);
    expect(wrong.map((one) => one.case)).toEqual([]);
  });
});
