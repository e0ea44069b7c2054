import { useEffect, useState } from 'react';
import type { DatasetManifest } from '../../../contract/data.ts';
import { Section } from '../../kit/index.ts';
import { useImportFlow } from '../../state/import-flow.ts';
import { plainTables } from '../../state/plain-dataset.ts';
import { checksText as t } from '../../text/checks.ts';
import styles from './checks.module.css';
import { QualityPanel } from './quality-panel.tsx';
import { RiskPanel } from './risk-panel.tsx';
import { useQuality } from './use-quality.ts';
import { useRisk } from './use-risk.ts';

const hasPersons = ({ tables }: DatasetManifest): boolean =>
  tables.some(({ name, rows }) => name === 'person' && rows > 0);

/**
 * What is checked once a dataset is loaded, as it was decided: its quality, and who stands out. Begins by itself after an
 * import; later on request, since both read every row.
 */
export function DatasetChecks({ manifest }: { readonly manifest: DatasetManifest }) {
  const isCdm = hasPersons(manifest);
  const plain = isCdm ? [] : plainTables(manifest);
  const tables = plain.map(({ name }) => name);
  const [table, setTable] = useState(tables[0]);
  const quality = useQuality(manifest.name);
  const risk = useRisk(manifest.name, table);
  const takeUnchecked = useImportFlow((s) => s.takeUnchecked);
  const { start: startQuality } = quality;
  const { start: startRisk } = risk;
  useEffect(() => {
    if (!takeUnchecked(manifest.name)) return;
    startRisk();
    if (isCdm) startQuality();
  }, [takeUnchecked, manifest.name, isCdm, startQuality, startRisk]);
  return (
    <Section title={t.title} note={t.note}>
      <div className={styles.both}>
        {isCdm ? (
          <QualityPanel dataset={manifest.name} quality={quality} />
        ) : (
          <section aria-label={t.quality.title} className={styles.panel}>
            <h3 className={styles.title}>{t.quality.title}</h3>
            <p className={styles.soft}>{t.quality.plain}</p>
          </section>
        )}
        {isCdm || tables.length > 0 ? (
          <RiskPanel
            dataset={manifest.name}
            risk={risk}
            tables={tables}
            table={table}
            onTable={setTable}
            columns={plain.find(({ name }) => name === table)?.columns.map(({ name }) => name) ?? []}
          />
        ) : null}
      </div>
    </Section>
  );
}
