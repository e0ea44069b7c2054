import type { Finding } from '../../../contract/findings.ts';
import { parameterWords } from '../../../contract/parameter-words.ts';
import { Inspect } from '../../frame/inspector.tsx';
import { Facts, formatMoment } from '../../kit/index.ts';
import { findingsText as t } from '../../text/findings.ts';

const w = t.inspector;

/** How a finding was made, in the inspector: enough to make it again. */
export function FindingInspect({ finding }: { readonly finding: Finding }) {
  const { provenance: p, run } = finding;
  const maybe = (name: string, value: string | null | undefined) => (value ? [[name, value] as const] : []);
  return (
    <Inspect
      kind={w.kind}
      title={finding.title}
      sql={p.sql}
      made={
        <Facts
          items={[
            [w.what, `${w.kinds[p.kind]}: ${p.name}`],
            ...p.cohorts.map(
              ({ name, fingerprint }, at) => [w.cohort(at + 1, p.cohorts.length), `${name}, ${fingerprint}`] as const,
            ),
            ...maybe(w.dataset, p.dataset),
            ...maybe(w.datasetSha, p.datasetSha256),
            ...maybe(w.table, p.table && `${p.table.file}, ${p.table.sha256}`),
            ...parameterWords(p.params).map(({ name, text, value }) => [name, text ?? JSON.stringify(value)] as const),
            ...maybe(w.model, p.model && `${p.model.name} ${p.model.version}`),
            ...maybe(w.regime, p.regime),
            [w.at, formatMoment(p.at)],
            [w.run, run],
            ...maybe(
              w.versions,
              Object.entries(p.versions)
                .map(([name, version]) => `${name} ${version}`)
                .join(', '),
            ),
          ]}
        />
      }
    />
  );
}
