import type { RefObject } from 'react';
import type { Control, Outline } from '../../../../contract/outline.ts';
import { useCall } from '../../../backend/use-call.ts';
import { editorText as t } from '../../../text/cohort-editor.ts';
import { type Pick, PickMenu } from './pick-menu.tsx';

type OwnSet = Outline['conceptSets'][number];

interface SetMenuProps {
  readonly control: Control;
  readonly sets: readonly OwnSet[];
  readonly trigger: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
  readonly onUse: (set: OwnSet) => void;
  readonly onUseStudy: (name: string) => void;
  readonly onNone: () => void;
  readonly onNew: () => void;
  readonly onEdit: (set: OwnSet) => void;
}

/** The sets that can stand in a word: the definition's own, then the study's; and making or editing one. */
export function SetMenu(props: SetMenuProps) {
  const { control, sets, trigger, onClose, onUse, onUseStudy, onNone, onNew, onEdit } = props;
  const study = useCall('conceptSet.list', {});
  const inStudy = study.kind === 'full' ? study.content : [];
  const current = sets.find(({ id }) => id === control.value);
  const own = sets.map(
    (set): Pick => ({
      id: `own ${set.id}`,
      label: set.name,
      note: t.sets.items(set.items),
      isCurrent: set.id === control.value,
      onPick: () => onUse(set),
    }),
  );
  const any = control.isOptional
    ? [
        {
          id: 'any',
          label: t.sets.any,
          isCurrent: control.value === null || control.value === undefined,
          onPick: onNone,
        },
      ]
    : [];
  const others = inStudy
    .filter(({ name }) => !sets.some((set) => set.name === name))
    .map(
      ({ name, items }): Pick => ({
        id: `study ${name}`,
        label: name,
        note: t.sets.items(items),
        onPick: () => onUseStudy(name),
      }),
    );
  const acts: readonly Pick[] = [
    { id: 'new', label: t.sets.new, onPick: onNew },
    ...(current ? [{ id: 'edit', label: t.sets.edit(current.name), onPick: () => onEdit(current) }] : []),
  ];
  return (
    <PickMenu
      label={control.label}
      trigger={trigger}
      isOpen
      onClose={onClose}
      sections={[
        { title: t.sets.here, picks: [...own, ...any] },
        { title: t.sets.study, picks: others },
        { picks: acts },
      ]}
    />
  );
}
