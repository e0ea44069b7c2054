/** One thing the check found: where in the definition (JSON path), how bad, and what to do about it. */
export interface CohortProblem {
  /** JSON path from the definition's root, such as `$.InclusionRules[0].expression.Type`. */
  readonly path: string;
  /** `invalid` and `unsupported` keep a definition from running; a `warning` does not. */
  readonly severity: 'invalid' | 'unsupported' | 'warning';
  readonly message: string;
}
