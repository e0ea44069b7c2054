import type { Finding } from '../../contract/findings.ts';

/** How an analysis computes, for the reader of a report. */
export interface MethodText {
  readonly title: string;
  readonly text: string;
}

export interface ReportInput {
  /** In the order in which they stand in the report. */
  readonly findings: readonly Finding[];
  /** A neutral name of the study; it stands on the report. */
  readonly study: string;
  /** By name of analysis; all cohorts share “cohort”. */
  readonly methods?: Readonly<Record<string, MethodText>>;
}
