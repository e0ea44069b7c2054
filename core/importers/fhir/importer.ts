import type { Importer } from '../importer.ts';
import { detectFhir } from './detect.ts';
import { loadFhir } from './load.ts';
import { type FhirPlan, planFhir } from './plan.ts';

/** FHIR R4 resources, one a line, gzip or not: what a bulk export gives (https://hl7.org/fhir/uv/bulkdata/). */
export const importer: Importer = {
  name: 'fhir',
  title: 'FHIR R4 bulk export',
  detect: (files, _connection, context) => detectFhir(files, context),
  plan: planFhir,
  load: (plan, options, context) => loadFhir(plan as FhirPlan, options, context),
};
