import { describe, expect, test } from 'vitest';
import { all, atLeast, cohort, condition, drug, exactly, found, rowsOf, rule, within } from './world.ts';

const index = 'id person concept start end visit\n1 1 1 2000-06-01 2000-06-20 7';
const exposures = (...rows: string[]) => ({
  condition_occurrence: index,
  drug_exposure: ['id person concept start end visit', ...rows].join('\n'),
});
const asks = (member: unknown) => cohort([condition(1)], { InclusionRules: [rule('r', all(member))] });
const holds = async (drawn: Record<string, string>, member: unknown) =>
  (await rowsOf(drawn, asks(member))).length === 1;

describe('windows around the index event', () => {
  test('both ends of a window are included', async () => {
    const member = found(drug(2), atLeast(1), within(-30, -1));
    expect(await holds(exposures('1 1 2 2000-05-02 2000-05-02 -'), member)).toBe(true);
    expect(await holds(exposures('1 1 2 2000-05-31 2000-05-31 -'), member)).toBe(true);
    expect(await holds(exposures('1 1 2 2000-05-01 2000-05-01 -'), member)).toBe(false);
    expect(await holds(exposures('1 1 2 2000-06-01 2000-06-01 -'), member)).toBe(false);
  });

  test('a window without days reaches to the edge of the observation period around the index event', async () => {
    const twoPeriods = {
      ...exposures('1 1 2 1999-06-01 1999-06-01 -'),
      observation_period: 'id person start end\n1 1 1999-01-01 1999-12-31\n2 1 2000-01-01 2000-12-31',
    };
    const member = found(drug(2), atLeast(1), within(null, 0));
    expect(await holds(twoPeriods, member)).toBe(false);
    expect(await holds(twoPeriods, { ...member, IgnoreObservationPeriod: true })).toBe(true);
  });

  test('even inside a window of days an event must start in the same observation period', async () => {
    const member = found(drug(2), atLeast(1), within(-365, 0));
    expect(await holds(exposures('1 1 2 1999-12-31 2000-01-31 -'), member)).toBe(false);
    expect(await holds(exposures('1 1 2 1999-12-31 2000-01-31 -'), { ...member, IgnoreObservationPeriod: true })).toBe(
      true,
    );
  });

  test('UseIndexEnd counts from the index event’s end, UseEventEnd looks at the event’s end', async () => {
    const drawn = exposures('1 1 2 2000-06-10 2000-06-25 -');
    expect(await holds(drawn, found(drug(2), atLeast(1), within(1, 30, { UseIndexEnd: true })))).toBe(false);
    const endsAfter = within(1, 30, { UseIndexEnd: true, UseEventEnd: true });
    expect(await holds(drawn, found(drug(2), atLeast(1), endsAfter))).toBe(true);
  });

  test('an end window that does not say UseEventEnd looks at the event’s end', async () => {
    const drawn = exposures('1 1 2 2000-05-20 2000-06-05 -');
    const member = (EndWindow: unknown) => found(drug(2), atLeast(1), within(-30, 0), { EndWindow });
    expect(await holds(drawn, member(within(0, 30)))).toBe(true);
    expect(await holds(drawn, member(within(0, 30, { UseEventEnd: false })))).toBe(false);
  });

  test('one side of the index event is looked at within its own observation period', async () => {
    const twoPeriods = {
      ...exposures('1 1 2 1999-06-01 1999-06-01 -', '2 1 2 2000-02-01 2000-02-01 -', '3 1 2 2000-09-01 2000-09-01 -'),
      observation_period: 'id person start end\n1 1 1999-01-01 1999-12-31\n2 1 2000-01-01 2000-12-31',
    };
    expect(await holds(twoPeriods, found(drug(2), atLeast(1), within(null, -120)))).toBe(true);
    expect(await holds(twoPeriods, found(drug(2), atLeast(1), within(null, -122)))).toBe(false);
    expect(await holds(twoPeriods, found(drug(2), exactly(0), within(93, null)))).toBe(true);
    expect(await holds(twoPeriods, found(drug(2), exactly(0), within(92, null)))).toBe(false);
    const anyTime = found(drug(2), atLeast(1), within(null, -122), { IgnoreObservationPeriod: true });
    expect(await holds(twoPeriods, anyTime)).toBe(true);
  });

  test('RestrictVisit asks for the same visit, and a missing visit is never the same', async () => {
    const member = found(drug(2), atLeast(1), within(null, null), { RestrictVisit: true });
    expect(await holds(exposures('1 1 2 2000-05-20 2000-06-05 7'), member)).toBe(true);
    expect(await holds(exposures('1 1 2 2000-05-20 2000-06-05 8'), member)).toBe(false);
    expect(await holds(exposures('1 1 2 2000-05-20 2000-06-05 -'), member)).toBe(false);
  });

  test('a window that ends before it begins finds nothing, so “exactly 0” holds', async () => {
    const drawn = exposures('1 1 2 2000-06-01 2000-06-01 -');
    expect(await holds(drawn, found(drug(2), exactly(0), within(10, -10)))).toBe(true);
    expect(await holds(drawn, found(drug(2), atLeast(1), within(10, -10)))).toBe(false);
  });

  test('days beyond all calendars reach everything instead of failing', async () => {
    const member = found(drug(2), atLeast(1), within(-2_000_000_000, 2_000_000_000));
    expect(await holds(exposures('1 1 2 2000-01-01 2000-01-01 -'), member)).toBe(true);
  });
});
