import { analysisMethods } from './analysis.ts';
import { appMethods } from './app.ts';
import { bundleMethods } from './bundle.ts';
import { cohortMethods } from './cohort.ts';
import { dataMethods } from './data.ts';
import { disclosureMethods } from './disclosure.ts';
import { findingMethods } from './findings.ts';
import { ledgerMethods } from './ledger.ts';
import { modelMethods } from './model.ts';
import { modelRegistryMethods } from './model-registry.ts';
import { modelTaskMethods } from './model-tasks.ts';
import { riskMethods } from './risk.ts';
import { sqlMethods } from './sql.ts';
import { studyMethods } from './study.ts';
import { vocabularyMethods } from './vocabulary.ts';

/** Every method that crosses between a host and the still, declared once. A method without a handler does not compile. */
export const contract = {
  ...appMethods,
  ...studyMethods,
  ...ledgerMethods,
  ...dataMethods,
  ...riskMethods,
  ...vocabularyMethods,
  ...cohortMethods,
  ...analysisMethods,
  ...modelMethods,
  ...modelTaskMethods,
  ...modelRegistryMethods,
  ...findingMethods,
  ...bundleMethods,
  ...disclosureMethods,
  ...sqlMethods,
} as const;

export type Contract = typeof contract;

export type { Backend, CallOptions, Input, JobMethod, Method, Output, Parsed } from './backend.ts';
export { type CancelSignal, type JobContext, quiet, stage } from './context.ts';
export type { Progress } from './define.ts';
export { assertNever, exitCodes, Failure, type FailureCode, type FailureWire, failureWire } from './failure.ts';
