/** A column name that tells of an identifier. `pattern` is matched on the name in snake case. */
export interface NameRule {
  readonly label: string;
  readonly strength: 'strong' | 'weak';
  readonly pattern: RegExp;
  /** Names the pattern must not be taken for. */
  readonly except?: RegExp;
  /** Counts only for a column of text: a number or a flag of that name is something else. */
  readonly textOnly?: boolean;
}

/**
 * A form of identifier in values.
 * - `form`: the form, with its ranges or checksum, is proof by itself: one value is enough.
 * - `checksum`: digits that fit by chance once in ten or so: proof by the share that fits.
 * - `weak`: counts only under a telling column name.
 */
export interface ValuePattern {
  readonly label: string;
  readonly proof: 'form' | 'checksum' | 'weak';
  /** RE2, for SQL: what a value must contain to be looked at. Upper case; values are compared in upper case. */
  readonly prefilter: string;
  /** Candidates within a value; global and case-insensitive. */
  readonly find: RegExp;
  readonly isValid: (candidate: string) => boolean;
  /** Column names, or words beside the candidate, that give a bare number its meaning. */
  readonly context?: RegExp;
  /** A value may have fewer than four digits and be one: without this it need not be looked at. */
  readonly fewDigits?: true;
  /** `checksum`: never more than a weak sign. */
  readonly counts?: 'weak';
  /** `checksum`: how often a number of that form fits by chance. */
  readonly chance?: number;
}

/** One of the eighteen identifiers of HIPAA Safe Harbor, 45 CFR 164.514(b)(2)(i)(A)-(R). */
export interface Category {
  readonly letter: string;
  readonly title: string;
  readonly names: readonly NameRule[];
  readonly values: readonly ValuePattern[];
}

/** Matches any of the words (regular expressions in snake case) where they stand as whole parts of a name. */
export const words = (...any: readonly string[]): RegExp => new RegExp(`(?:^|_)(?:${any.join('|')})(?:_|$)`);

/** Matches a name that is one of these and nothing more. */
export const only = (...any: readonly string[]): RegExp => new RegExp(`^(?:${any.join('|')})$`);
