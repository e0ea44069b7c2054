import type { ResourceMapping } from './mapping.ts';

const modules = import.meta.glob<Readonly<Record<string, ResourceMapping>>>('./resources/*.ts', { eager: true });

/** Every type of resource that becomes rows, by its name in FHIR R4. */
export const mappings: ReadonlyMap<string, ResourceMapping> = new Map(
  Object.values(modules).flatMap((module) => Object.values(module).map((mapping) => [mapping.type, mapping] as const)),
);
