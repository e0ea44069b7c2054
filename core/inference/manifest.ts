import { z } from 'zod';

const tensor = z.object({
  name: z.string(),
  type: z.literal('float32'),
  shape: z.array(z.union([z.string(), z.number().int().positive()])),
});
const graph = z.object({ inputs: z.array(tensor), outputs: z.array(tensor) });

/** A file of a model folder by its relative path; no path may lead out of the folder. */
const file = z.object({
  path: z.string().regex(/^[A-Za-z0-9][\w.-]*(\/[A-Za-z0-9][\w.-]*)*$/),
  bytes: z
    .number()
    .int()
    .nonnegative()
    .max(2 ** 30),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

const required = ['fit.onnx', 'predict.onnx', 'borders.json'] as const;

/** `manifest.json` of a model folder. `seal` is checked by `openModelFolder` before anything else is believed. */
export const manifestSchema = z.object({
  format: z.literal(1),
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  version: z.string().min(1),
  seal: z.string(),
  licence: z.string().min(1),
  opset: z.number().int().min(13),
  parameters: z.number().int().positive(),
  limits: z.object({
    contextRows: z.number().int().min(64).max(65_536),
    features: z.number().int().min(1).max(1_024),
    classes: z.number().int().min(2).max(1_024),
    bars: z.number().int().min(8).max(4_096),
  }),
  /** Whether the model was trained to read linear scores beside a table's own columns (`linear-score.ts`). */
  linearScores: z.boolean().default(false),
  tensors: z.object({ fit: graph, predict: graph }),
  files: z
    .array(file)
    .refine(
      (files) => required.every((name) => files.some(({ path }) => path === name)),
      `must list ${required.join(', ')}`,
    ),
  training: z.record(z.string(), z.unknown()),
  evaluation: z.record(z.string(), z.unknown()),
});
export type Manifest = z.infer<typeof manifestSchema>;
export type GraphTensors = z.infer<typeof graph>;

/** Borders of the bars on the standardised target, strictly increasing, one more than there are bars. */
export const bordersSchema = z.object({
  borders: z
    .array(z.number())
    .refine((borders) => borders.every((b, i) => i === 0 || b > borders[i - 1]!), 'must increase'),
});
