const days = [1, 2, 5, 10, 15, 30, 60, 90, 180, 365, 730, 1825, 3650, 7300];
const mostSteps = 8;

/** Zero and up to eight even, memorable times up to the last follow-up: months and years when the unit is days. */
export function roundTimes(last: number, unit: string | null): number[] {
  if (!(last > 0)) return [0];
  const step = (unit === 'days' && days.find((value) => last / value <= mostSteps)) || decimalStep(last);
  const steps = Math.floor(last / step + 1e-9);
  return Array.from({ length: steps + 1 }, (_, i) => Number((i * step).toPrecision(12)));
}

function decimalStep(last: number): number {
  const power = 10 ** Math.floor(Math.log10(last / mostSteps));
  return power * [1, 2, 5, 10].find((factor) => last / (power * factor) <= mostSteps)!;
}
