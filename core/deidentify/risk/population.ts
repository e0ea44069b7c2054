import { Failure } from '../../../contract/failure.ts';
import type { RiskReport } from '../../../contract/risk.ts';
import { pitmanUniques } from './pitman.ts';
import { zayatzUniques } from './zayatz.ts';

/** Up to this sampling fraction Pitman's estimate is the better one (Dankar et al. 2012, BMC Med Inform Decis Mak 12:66). */
const pitmanUpTo = 0.1;

/**
 * Uniques expected in the population of which the rows are a sample. Of the rule of Dankar and others the two models stand
 * here that it mostly chooses; where Pitman's cannot be fitted, Zayatz' takes its place.
 */
export function populationOf(
  sizes: readonly (readonly [size: number, classes: number])[],
  population: number | undefined,
): RiskReport['population'] {
  if (population === undefined) return null;
  const rows = sizes.reduce((sum, [size, classes]) => sum + size * classes, 0);
  if (population < rows) {
    const message = `A population of ${population.toLocaleString('en')} is smaller than its sample of ${rows.toLocaleString('en')} rows. Give the number of persons the rows were drawn from.`;
    throw new Failure('invalid_input', message, { population });
  }
  if (!sizes.some(([size]) => size === 1)) return null;
  const pitman = pitmanUniques(sizes, population);
  const zayatz = zayatzUniques(sizes, population);
  const usesPitman = pitman !== null && rows / population <= pitmanUpTo;
  const uniques = usesPitman ? pitman : zayatz;
  return {
    size: population,
    model: usesPitman ? 'pitman' : 'zayatz',
    uniques,
    share: uniques / population,
    pitman: pitman === null ? null : pitman / population,
    zayatz: zayatz / population,
  };
}
