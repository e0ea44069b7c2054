import type { OutwardRelease } from '../disclosure/outward.ts';
import { figureSvg } from './figure-svg.ts';
import { flowSvg, isFlow } from './flow-svg.ts';

/** A figure of a release, and which of its tables or curves it draws. */
export interface DrawnFigure {
  readonly kind: 'curve' | 'flow';
  readonly id: string;
  readonly title: string;
  readonly svg: string;
}

/**
 * Every figure of a release as it leaves. This is the one place where figures of a report or a bundle are drawn, and it is
 * given nothing but what is printed: whoever has a bundle's `finding.json` draws the very same bytes again.
 *
 * @param idOf starts the ids inside each figure, counted from 0, where several stand on one page.
 */
export function drawFigures({ curves, tables }: OutwardRelease, idOf?: (at: number) => string): DrawnFigure[] {
  const flows = tables.filter(isFlow);
  return [
    ...curves.map(({ id, title }) => ({ kind: 'curve' as const, id, title })),
    ...flows.map(({ id, title }) => ({ kind: 'flow' as const, id, title })),
  ].map((figure, at) => ({
    ...figure,
    svg: figure.kind === 'curve' ? figureSvg(curves[at]!, idOf?.(at)) : flowSvg(flows[at - curves.length]!, idOf?.(at)),
  }));
}
