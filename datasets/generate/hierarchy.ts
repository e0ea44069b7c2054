import { local } from './concepts.ts';

/** Who is directly under whom. The closure becomes `concept_ancestor`. */
export const parents: readonly (readonly [child: number, parent: number])[] = [
  [201826, 201820],
  [320128, 316866],
  [443597, 46271022],
  [443612, 46271022],
  [193782, 46271022],
  [316139, 321588],
  [4185932, 321588],
  [317576, 4185932],
  [4329847, 4185932],
  [312327, 4329847],
  [1503297, local.glucoseLowering],
  [1502905, local.glucoseLowering],
  [local.sglt2Inhibitors, local.glucoseLowering],
  [local.sulfonylureas, local.glucoseLowering],
  [45774751, local.sglt2Inhibitors],
  [44785829, local.sglt2Inhibitors],
  [1560171, local.sulfonylureas],
  [1597756, local.sulfonylureas],
  [1545958, local.statins],
  [1539403, local.statins],
  [local.aceInhibitors, local.antihypertensives],
  [1308216, local.aceInhibitors],
  [1334456, local.aceInhibitors],
  [1332418, local.antihypertensives],
  [1307046, local.antihypertensives],
  [956874, local.antihypertensives],
  [local.metformin500, 1503297],
  [local.metformin1000, 1503297],
  [local.empagliflozin10, 45774751],
  [local.dapagliflozin10, 44785829],
  [local.glipizide5, 1560171],
  [local.glimepiride2, 1597756],
  [local.glargine100, 1502905],
  [local.atorvastatin20, 1545958],
  [local.simvastatin20, 1539403],
  [local.lisinopril10, 1308216],
  [local.ramipril5, 1334456],
  [local.amlodipine5, 1332418],
  [local.metoprolol50, 1307046],
  [local.furosemide40, 956874],
  [4120120, local.renalReplacement],
];

/** Other names people search by. */
export const synonyms: readonly (readonly [concept: number, name: string])[] = [
  [201826, 'T2DM'],
  [201826, 'Adult-onset diabetes'],
  [316139, 'Cardiac failure'],
  [193782, 'ESKD'],
  [193782, 'ESRD'],
  [46271022, 'CKD'],
  [312327, 'Heart attack'],
  [24609, 'Hypoglycaemia'],
  [24609, 'Hypoglycemia'],
  [432867, 'Hyperlipidaemia'],
  [432867, 'Hyperlipidemia'],
  [316866, 'Hypertensive disorder'],
  [197320, 'AKI'],
  [255573, 'COPD'],
  [3004410, 'HbA1c'],
  [3004410, 'Hemoglobin A1c'],
  [40764999, 'Estimated glomerular filtration rate'],
  [3020682, 'UACR'],
  [3020682, 'Albuminuria'],
  [4120120, 'Hemodialysis'],
  [local.sglt2Inhibitors, 'Gliflozins'],
  [local.sulfonylureas, 'Sulphonylureas'],
];

/** Each concept with each of its ancestors and itself, and how many steps lie between. */
export function ancestry(
  ids: readonly number[],
): readonly (readonly [ancestor: number, descendant: number, levels: number])[] {
  const up = (id: number, levels: number): [number, number][] => [
    [id, levels],
    ...parents.filter(([child]) => child === id).flatMap(([, parent]) => up(parent, levels + 1)),
  ];
  return ids.flatMap((id) => up(id, 0).map(([ancestor, levels]) => [ancestor, id, levels] as const));
}
