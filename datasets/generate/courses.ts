import { uniform, waiting } from './draws.ts';

/** The drugs whose time on treatment matters to what happens later. */
export const courseDrugs = ['metformin', 'sglt2', 'sulfonylurea', 'insulin', 'statin', 'ace', 'amlodipine'] as const;
export type CourseDrug = (typeof courseDrugs)[number];

const meanDays: Readonly<Record<CourseDrug, number>> = {
  metformin: 2200,
  sglt2: 2200,
  sulfonylurea: 2200,
  insulin: 2600,
  statin: 1900,
  ace: 1900,
  amlodipine: 1600,
};

/**
 * Columns `<drug>_on … _off` and `<drug>_on2 … _off2`: two courses at most, a pause of 130 to 300 days between them (longer than a supply and an era gap),
 * `off` excluded, null where there is none. The query must have `<drug>_start` and `days`.
 */
export function courseColumns(drug: CourseDrug): string {
  const start = `${drug}_start`;
  const first = `(90 + ${waiting(`${drug} stays`)} * ${meanDays[drug]})::INTEGER`;
  const restarts = `${uniform(`${drug} restarts`)} < 0.35`;
  const pause = `(130 + ${uniform(`${drug} pause`)} * 170)::INTEGER`;
  const again = `(${start} + ${first} + ${pause})`;
  const second = `(90 + ${waiting(`${drug} stays again`)} * ${meanDays[drug]})::INTEGER`;
  const ifStarted = (day: string) => `CASE WHEN ${start} < days THEN ${day} END`;
  const ifAgain = (day: string) => `CASE WHEN ${restarts} AND ${again} < days THEN ${day} END`;
  return [
    `${ifStarted(start)} AS ${drug}_on`,
    `${ifStarted(`least(${start} + ${first}, days)`)} AS ${drug}_off`,
    `${ifAgain(again)} AS ${drug}_on2`,
    `${ifAgain(`least(${again} + ${second}, days)`)} AS ${drug}_off2`,
  ].join(',\n    ');
}

/** 1 while the drug is taken on `day`, else 0. */
export const taking = (drug: CourseDrug, day: string) =>
  `(coalesce(${day} >= ${drug}_on AND ${day} < ${drug}_off, false)
    OR coalesce(${day} >= ${drug}_on2 AND ${day} < ${drug}_off2, false))::INT`;

/** Years on the drug from the start of observation until `day`. */
export const yearsTaking = (drug: CourseDrug, day: string) =>
  `(coalesce(clamp(${day} - ${drug}_on, 0, ${drug}_off - ${drug}_on), 0)
    + coalesce(clamp(${day} - ${drug}_on2, 0, ${drug}_off2 - ${drug}_on2), 0)) / 365.25`;
