import { type ComponentType, lazy } from 'react';

type View = ComponentType<{ readonly result: unknown }>;

const files = import.meta.glob<{ default: View }>('../../../core/analyses/*/view.tsx');

const nameOf = (path: string): string => path.split('/').at(-2) ?? '';

const views = new Map(Object.entries(files).map(([path, load]) => [nameOf(path), lazy(load)]));

/** How an analysis shows its result, loaded when it is first needed; undefined where it has no view of its own. */
export const viewOf = (name: string): View | undefined => views.get(name);
