import { assertNever } from '../../../contract/failure.ts';
import { useCall } from '../../backend/use-call.ts';
import { FilePicker } from '../../frame/file-picker.tsx';
import { useImportFlow } from '../../state/import-flow.ts';
import { useSession } from '../../state/session.ts';
import { welcomeText as t } from '../../text/welcome.ts';
import { NewStudy } from './new-study.tsx';

export type Step =
  | { readonly kind: 'doors' }
  | { readonly kind: 'pick-study' }
  | { readonly kind: 'pick-folder' }
  | { readonly kind: 'new-study'; readonly data: readonly string[] };

interface StepDialogProps {
  readonly step: Step;
  readonly onStep: (step: Step) => void;
  readonly onOpen: (path: string) => void;
}

/** What a door leads to before a study is open. */
export function StepDialog({ step, onStep, onOpen }: StepDialogProps) {
  const info = useCall('app.info', {});
  const setStudy = useSession((s) => s.setStudy);
  const close = () => onStep({ kind: 'doors' });
  switch (step.kind) {
    case 'doors':
      return null;
    case 'pick-study':
      return (
        <FilePicker
          title={t.open.title}
          mode="study"
          pickLabel={t.open.pick}
          onPick={([path]) => path && onOpen(path)}
          onClose={close}
        />
      );
    case 'pick-folder':
      return (
        <FilePicker
          title={t.folder.title}
          mode="data"
          pickLabel={t.folder.pick}
          onPick={(data) => onStep({ kind: 'new-study', data })}
          onClose={close}
        />
      );
    case 'new-study':
      return (
        <NewStudy
          data={step.data}
          home={info.kind === 'full' ? info.content.home : undefined}
          onCreated={(study) => {
            setStudy(study);
            useImportFlow.getState().choose(step.data);
          }}
          onClose={close}
        />
      );
    default:
      return assertNever(step, 'step');
  }
}
