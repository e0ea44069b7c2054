/** An estimate with its confidence limits. */
export interface Interval {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}
