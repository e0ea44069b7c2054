import { TriangleAlert } from 'lucide-react';
import { useCall } from '../../backend/use-call.ts';
import { FailureNote, formatBytes, Section, Select } from '../../kit/index.ts';
import { useModelForm } from '../../state/model-form.ts';
import { modelText } from '../../text/model.ts';
import styles from './model-card.module.css';
import result from './model-result.module.css';

const t = modelText.own;

/** Which of the installed models answers in this room; nothing to choose where there is one. */
export function ChooseModel({ shown }: { readonly shown: string }) {
  const listed = useCall('model.list', {});
  const set = useModelForm((s) => s.set);
  if (listed.kind === 'failed')
    return <FailureNote failure={listed.failure} title={t.notListed} onRetry={listed.refetch} />;
  if (listed.kind === 'loading') return null;
  const { models, refused } = listed.content;
  return (
    <>
      {models.length > 1 && (
        <Select
          label={t.choose}
          help={t.chooseHelp}
          options={models.map(({ name, version, bytes }) => ({
            value: name,
            label: name,
            note: `${version}, ${formatBytes(bytes)}`,
          }))}
          value={shown}
          onChange={(model) => set({ model })}
        />
      )}
      {refused.map(({ name, reason }) => (
        <p key={name} className={result.refused}>
          <TriangleAlert aria-hidden size={16} strokeWidth={1.75} />
          {t.refusedFolder(name, reason)}
        </p>
      ))}
    </>
  );
}

/** How a model of one's own comes in, and what is refused of it. */
export function OwnModel() {
  return (
    <Section title={t.title}>
      <ol className={styles.steps}>
        {t.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p className={styles.refused}>{t.refused}</p>
    </Section>
  );
}
