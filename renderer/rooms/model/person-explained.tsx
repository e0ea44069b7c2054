import type { ModelSource } from '../../../contract/model.ts';
import { useJob } from '../../backend/use-job.ts';
import { modelTasksText } from '../../text/model-tasks.ts';
import { AskWhom } from './ask-whom.tsx';
import { PersonView } from './person-view.tsx';

const t = modelTasksText.explain;
const words = modelTasksText.words.explainPerson;

interface AboutOneProps {
  readonly source: ModelSource;
  readonly seed: number;
  readonly model: string | undefined;
}

/** One person's prediction and what carries it: asked by number, shown here, kept nowhere. */
export function PersonExplained({ source, seed, model }: AboutOneProps) {
  const job = useJob('model.explainPerson', JSON.stringify([source, model]));
  const isCohort = source.kind === 'cohort';
  return (
    <AskWhom
      title={t.person}
      isCohort={isCohort}
      job={job}
      words={words}
      onAsk={(whom) => void job.start({ source, whom, seed, model }, words.job)}
    >
      {(told) => <PersonView told={told} title={(isCohort ? t.predicted : t.predictedRow)(told.whom)} />}
    </AskWhom>
  );
}
