/** One sentence about a definition, with the JSON path it speaks of. */
export interface Sentence {
  readonly text: string;
  readonly path: string;
}

export interface Section {
  readonly heading: string;
  readonly sentences: readonly Sentence[];
}
