import type { DatasetManifest, Decision } from '../../../contract/data.ts';
import { Facts, formatBytes, formatCount, formatMoment } from '../../kit/index.ts';
import { dataText as t } from '../../text/data.ts';
import { gateText } from '../../text/gate.ts';
import styles from './dataset-facts.module.css';
import { Regime } from './regime.tsx';

/** The format as a person says it: `OMOP CDM 5.4`; `FHIR R4, as OMOP CDM 5.4` where it becomes that. */
export function formatName({ format, cdmVersion }: Pick<DatasetManifest, 'format' | 'cdmVersion'>): string {
  const name = t.formats[format] ?? format;
  if (!cdmVersion) return name;
  return format === 'omop' ? `${name} ${cdmVersion}` : t.becomes(name, cdmVersion);
}

/** Where a dataset came from, what the gate decided, and its fingerprint. */
export function DatasetFacts({ manifest }: { readonly manifest: DatasetManifest }) {
  return (
    <div className={styles.facts}>
      <Facts
        items={[
          [t.facts.format, formatName(manifest)],
          [t.facts.imported, formatMoment(manifest.importedAt)],
          [t.facts.persons, formatCount(manifest.persons, 'persons')],
          [t.facts.regime, <Regime key="regime" text={manifest.regime} />],
          [t.facts.fingerprint, <Hash key="hash" value={manifest.sha256} />],
        ]}
      />
      <h4 className={styles.heading}>{t.facts.decisions}</h4>
      {manifest.decisions.length === 0 ? <p className={styles.soft}>{t.facts.noDecisions}</p> : null}
      <ul className={styles.list}>
        {manifest.decisions.map((decision) => (
          <li key={`${decision.table}.${decision.column}`}>
            <DecisionLine decision={decision} />
          </li>
        ))}
      </ul>
      <h4 className={styles.heading}>{t.facts.sources}</h4>
      <ul className={styles.list}>
        {manifest.sources.map(({ file, bytes, sha256 }) => (
          <li key={file} className={styles.source}>
            <span className={styles.file}>{file}</span>
            <span className={styles.soft}>{formatBytes(bytes)}</span>
            <Hash value={sha256} />
          </li>
        ))}
      </ul>
      {manifest.warnings.length > 0 ? (
        <>
          <h4 className={styles.heading}>{t.facts.warnings}</h4>
          <ul className={styles.list}>
            {manifest.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}

function DecisionLine({ decision: { table, column, action, to, reason } }: { readonly decision: Decision }) {
  return (
    <>
      <code className={styles.code}>{table === '*' ? gateText.everywhere : `${table}.${column}`}</code>{' '}
      {gateText.outcome[action]}
      {to ? ` (${gateText.to[to].label.toLowerCase()})` : ''}
      {reason ? `: ${reason}` : ''}
    </>
  );
}

function Hash({ value }: { readonly value: string }) {
  return (
    <code className={styles.hash} title={value}>
      {value.slice(0, 12)}…
    </code>
  );
}
