import { useCall } from '../../backend/use-call.ts';
import { FailureNote, Loading } from '../../kit/index.ts';
import { modelText } from '../../text/model.ts';
import { featuresInWords } from './features-in-words.ts';
import styles from './features-note.module.css';

const t = modelText.used;

/** What the model will read, before it is run. */
export function FeaturesNote({ kind }: { readonly kind: 'cohort' | 'table' }) {
  return (
    <section className={styles.note}>
      <h2 className={styles.heading}>{t.heading}</h2>
      {kind === 'table' ? <p>{t.table}</p> : <Declared />}
    </section>
  );
}

function Declared() {
  const features = useCall('features.default', {});
  if (features.kind === 'loading') return <Loading what={t.loading} />;
  if (features.kind === 'failed') return <FailureNote failure={features.failure} onRetry={features.refetch} />;
  return (
    <>
      <ul className={styles.list}>
        {featuresInWords(features.content).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <p className={styles.only}>{t.only}</p>
    </>
  );
}
