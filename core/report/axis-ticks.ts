import { numberText } from '../disclosure/number-text.ts';

/** Round numbers from `from` to at most `to`, about `wanted` of them: steps of 1, 2, 2.5 or 5 times a power of ten. */
export function axisTicks(from: number, to: number, wanted: number): number[] {
  const span = to - from;
  if (!(span > 0)) return [from];
  const rough = span / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((m) => m * power).find((candidate) => candidate >= rough * 0.999) ?? 10 * power;
  const first = Math.ceil(from / step - 1e-9);
  const count = Math.floor(to / step + 1e-9) - first + 1;
  return Array.from({ length: count }, (_, at) => Number(((first + at) * step).toPrecision(12)));
}

/** Labels of one axis: thousands separated, all with the decimals that its finest tick needs. */
export function tickLabels(ticks: readonly number[]): string[] {
  const digits = Math.max(0, ...ticks.map((tick) => String(tick).split('.')[1]?.length ?? 0));
  return ticks.map((tick) => numberText(tick, digits).replace('-', '\u2212'));
}
