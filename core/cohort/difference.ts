import type { Difference } from '../../contract/cohort.ts';
import type { Outline } from '../../contract/outline.ts';
import { align, type Pair } from './difference/align.ts';
import { type Block, type BlockPair, blockOf, matchBlocks } from './difference/blocks.ts';
import { conceptSetBlocks } from './difference/concept-sets.ts';
import { type UnsaidChange, unsaidChanges } from './difference/unsaid.ts';
import { likeness, markWords } from './difference/words.ts';
import { type Line, linesOf } from './outline/lines.ts';
import { outlineCohort } from './outline.ts';

type Json = Readonly<Record<string, unknown>>;
type DifferenceLine = Difference['sections'][number]['lines'][number];

interface Part {
  readonly heading: string;
  readonly blocks: readonly Block[];
}

/**
 * What changed from one definition to another, line by line in plain English: rules and events are matched by what they
 * say, so that one that was moved is seen as moved, and lines that are alike have their words marked.
 */
export function compareDefinitions(before: Json, after: Json): Difference {
  const [old, now] = [partsOf(before), partsOf(after)];
  const sections = now.map(({ heading, blocks }, i) => ({
    heading,
    lines: matchBlocks(old[i]!.blocks, blocks).flatMap(blockLines),
  }));
  const isSaidEqual = sections.every(({ lines }) => lines.every(({ kind }) => kind === 'same'));
  const unsaid = isSaidEqual ? unsaidChanges(before, after).map(unsaidLine) : [];
  const all = [...sections, { heading: 'What the sentences don’t show', lines: unsaid }];
  return { isEqual: isSaidEqual && unsaid.length === 0, sections: all.filter(({ lines }) => lines.length > 0) };
}

/** Ids behind equal names, keys that only ATLAS reads: nobody should take two definitions for equal that are not. */
function unsaidLine({ path, before, after }: UnsaidChange): DifferenceLine {
  const said = (json: string) => `${path.replace(/^\$\./, '')}: ${json || 'nothing'}`;
  return { kind: 'changed', path, depth: 0, isMoved: false, ...markWords(said(before), said(after)) };
}

function partsOf(json: Json): readonly Part[] {
  const sections: Outline['sections'] = outlineCohort(json)?.sections ?? [];
  return [
    ...sections.map(({ heading, nodes }) => ({
      heading,
      blocks: nodes.map((node) =>
        blockOf(node.role === 'line' ? node.path : (node.parts[0]?.text ?? ''), linesOf(node)),
      ),
    })),
    { heading: 'Concept sets', blocks: conceptSetBlocks(json) },
  ];
}

/** Lines that are no more alike than this are one that went and one that came. */
const leastLikeness = 0.4;

function blockLines({ before, after, isMoved }: BlockPair): DifferenceLine[] {
  const pairs = align<Line>(
    before?.lines ?? [],
    after?.lines ?? [],
    (a, b) => a.text === b.text && a.depth === b.depth,
  );
  return besides(pairs).map((pair) => lineOf(pair, isMoved));
}

/** A line that went and the next that came in its stead become one pair where they are alike. */
function besides(pairs: readonly Pair<Line>[]): Pair<Line>[] {
  const result: Pair<Line>[] = [];
  let gone: Line[] = [];
  const flush = () => {
    result.push(...gone.map((one) => ({ before: one, after: null })));
    gone = [];
  };
  for (const { before, after } of pairs) {
    if (after === null) {
      if (before !== null) gone.push(before);
      continue;
    }
    if (before !== null) flush();
    const like = before === null ? gone.findIndex((one) => likeness(one.text, after.text) >= leastLikeness) : -1;
    if (like < 0) {
      result.push({ before, after });
      continue;
    }
    result.push(...gone.slice(0, like).map((one) => ({ before: one, after: null })), { before: gone[like]!, after });
    gone = gone.slice(like + 1);
  }
  flush();
  return result;
}

function lineOf({ before, after }: Pair<Line>, isMoved: boolean): DifferenceLine {
  const path = (after ?? before)?.path ?? '$';
  const depth = (after ?? before)?.depth ?? 0;
  if (before === null || after === null) {
    const kind = after === null ? 'removed' : 'added';
    const words = [{ text: (after ?? before)?.text ?? '', mark: kind } as const];
    return {
      kind,
      path,
      depth,
      isMoved: false,
      before: after === null ? words : [],
      after: after === null ? [] : words,
    };
  }
  const kind = before.text === after.text && before.depth === after.depth ? (isMoved ? 'moved' : 'same') : 'changed';
  return { kind, path, depth, isMoved, ...markWords(before.text, after.text) };
}
