import type { FeatureDeclaration } from '../../../contract/features.ts';
import { modelText } from '../../text/model.ts';

const t = modelText.used;

type Concepts = FeatureDeclaration['presence'][number]['concepts'];

const which = (concepts: Concepts): string =>
  typeof concepts === 'string' ? t.top(concepts.slice('top:'.length)) : t.concepts(concepts.length);

/** What a declaration reads of each person, one sentence a kind, windows in days from the index date. */
export function featuresInWords(declaration: FeatureDeclaration): readonly string[] {
  const { windows, demographics, presence, measurements, utilisation, timeSince } = declaration;
  const when = (name: string) => {
    const window = windows.find((one) => one.name === name);
    return window ? t.window(window.fromDay, window.toDay) : name;
  };
  const useOfCare = windows.flatMap(({ name }) => {
    const own = utilisation.filter(({ window }) => window === name);
    return own.length > 0
      ? [
          t.utilisation(
            own.map(({ kind }) => t.kinds[kind]),
            when(name),
          ),
        ]
      : [];
  });
  return [
    ...(demographics.length > 0 ? [t.demographics(demographics)] : []),
    ...presence.map(({ domain, concepts, label, as, window }) =>
      t.presence(
        label ?? t.domains[domain],
        `${which(concepts)}, ${as === 'count' ? t.count : t.present}`,
        when(window),
      ),
    ),
    ...measurements.map(({ concepts, statistics, window }) =>
      t.measurements(
        which(concepts),
        statistics.map((name) => t.statistics[name]),
        when(window),
      ),
    ),
    ...useOfCare,
    ...timeSince.map(({ domain, label, window }) => t.timeSince(label ?? t.one[domain], when(window))),
  ];
}
