import { CircleCheck, ShieldCheck } from 'lucide-react';
import { Failure } from '../../../contract/failure.ts';
import { useCall } from '../../backend/use-call.ts';
import { type Job, useJob } from '../../backend/use-job.ts';
import { Button, Facts, FailureNote, formatBytes, Loading } from '../../kit/index.ts';
import { useModelForm } from '../../state/model-form.ts';
import { modelText } from '../../text/model.ts';
import { Running } from '../asking/running.tsx';
import { ChooseModel, OwnModel } from './choose-model.tsx';
import styles from './model-card.module.css';
import { Prose } from './prose.tsx';

const t = modelText.card;

/** What the model is, what it is for and what it is not for; and whether its files are those that were shipped. */
export function ModelCard() {
  const model = useModelForm((s) => s.model);
  const shown = useCall('model.show', { model });
  const job = useJob('model.verify', model);
  if (shown.kind === 'loading') return <Loading what={t.loading} />;
  if (shown.kind === 'failed') return <FailureNote failure={shown.failure} title={t.failed} onRetry={shown.refetch} />;
  const { name, version, hash, bytes, card } = shown.content;
  return (
    <div className={styles.page}>
      <div className={styles.facts}>
        <ChooseModel shown={name} />
        <Facts
          items={[
            [t.name, name],
            [t.version, version],
            [t.size, formatBytes(bytes)],
            [t.hash, hash],
          ]}
        />
        <Button icon={ShieldCheck} onPress={() => void job.start({ model }, t.verifyJob)}>
          {t.verify}
        </Button>
        <VerifyState job={job} />
      </div>
      {card.trim() ? <Prose markdown={card} /> : <p>{t.none}</p>}
      <OwnModel />
    </div>
  );
}

function VerifyState({ job: { state, cancel, again } }: { readonly job: Job<'model.verify'> }) {
  if (state.kind === 'running') {
    const { progress, isCancelling } = state;
    return <Running label={t.verifyJob} progress={progress} isCancelling={isCancelling} onCancel={cancel} />;
  }
  if (state.kind === 'failed') return <FailureNote failure={state.failure} title={t.verifyFailed} onRetry={again} />;
  if (state.kind !== 'done') return null;
  const { ok, problems, checked } = state.result;
  if (!ok) return <FailureNote failure={new Failure('integrity', problems.join('\n'))} title={t.notOk} />;
  return (
    <p role="status" className={styles.ok}>
      <CircleCheck aria-hidden size={16} strokeWidth={1.75} />
      {t.ok(checked)}
    </p>
  );
}
