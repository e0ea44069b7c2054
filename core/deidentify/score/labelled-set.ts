import { z } from 'zod';
import { Failure } from '../../../contract/failure.ts';

/** One text with what it is known to hold. */
export interface LabelledText {
  readonly text: string;
  /** Null: `holds` tells of one identifier only, and nothing is known of others. */
  readonly spans: readonly { readonly start: number; readonly end: number; readonly identifier: string }[] | null;
  readonly holds: { readonly identifier: string; readonly expected: boolean } | null;
}

const oneLine = z.object({ identifier: z.string(), text: z.string(), expected: z.union([z.boolean(), z.number()]) });
const examples = z.object({
  detect: z.array(z.object({ e: z.string(), t: z.string(), n: z.number(), min_score: z.number().optional() })),
  validate: z.array(z.object({ e: z.string(), t: z.string(), valid: z.boolean(), mode: z.string() })).default([]),
});
const sentences = z.object({
  rows: z.array(z.tuple([z.string(), z.array(z.tuple([z.number(), z.number(), z.string()]))])),
});

/** Below this score Presidio itself asks for context before it reports anything. */
const leastScore = 0.3;

/**
 * Reads a labelled set: JSON lines of `{"identifier", "text", "expected"}`, Presidio's examples (`detect`, `validate`)
 * or its sentences with spans (`rows`). Failure `invalid_input` for anything else.
 */
export function readLabelled(content: string, file: string): LabelledText[] {
  const whole = parsed(content);
  const asExamples = examples.safeParse(whole);
  if (asExamples.success) {
    const { detect, validate } = asExamples.data;
    const told = detect.filter(({ min_score = 1 }) => min_score >= leastScore);
    return [
      ...told.map(({ e, t, n }) => one(e, t, n > 0)),
      ...validate.filter(({ mode, valid }) => mode === 'strict' || valid).map(({ e, t, valid }) => one(e, t, valid)),
    ];
  }
  const asSentences = sentences.safeParse(whole);
  if (asSentences.success) {
    return asSentences.data.rows.map(([text, spans]) => ({
      text,
      spans: spans.map(([start, end, identifier]) => ({ start, end, identifier })),
      holds: null,
    }));
  }
  const lines = z.array(oneLine).safeParse(
    whole ??
      content
        .split('\n')
        .filter((line) => line.trim())
        .map(parsed),
  );
  if (lines.success && lines.data.length > 0) {
    return lines.data.map(({ identifier, text, expected }) => one(identifier, text, Boolean(expected)));
  }
  throw new Failure(
    'invalid_input',
    `“${file}” is no labelled set. Write one JSON object a line: {"identifier": "NHS number", "text": "…", "expected": true}.`,
  );
}

const one = (identifier: string, text: string, expected: boolean): LabelledText => ({
  text,
  spans: null,
  holds: { identifier, expected },
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
